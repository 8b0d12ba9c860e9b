package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.model.Entry;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.ObjectTarget.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The checksum that an object uploaded in parts has, and those of its parts, which the host wants
/// with each.
final class PartChecksums {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final PartChecksums NONE = new PartChecksums(null, "", false, List.of());

  private final @Nullable Algorithm algorithm;
  private final String value;
  private final boolean composite;
  private final List<String> ofParts;

  private PartChecksums(
      @Nullable Algorithm algorithm, String value, boolean composite, List<String> ofParts) {
    this.algorithm = algorithm;
    this.value = value;
    this.composite = composite;
    this.ofParts = ofParts;
  }

  /// Reads all bytes once if the source had a checksum that the host takes; else none.
  static PartChecksums of(Entry entry, List<Part> parts, Bytes bytes, TargetProfile profile) {
    if (!(entry.attributes() instanceof ObjectAttributes object)) {
      return NONE;
    }
    for (Map.Entry<String, String> checksum : object.checksums().entrySet()) {
      boolean composite = Needs.isComposite(object, checksum.getValue());
      Optional<Algorithm> algorithm = computable(checksum.getKey());
      Feature feature = composite ? Feature.CHECKSUM_OF_PARTS : Feature.WHOLE_CHECKSUM_OF_PARTS;
      if (algorithm.isPresent() && profile.holds(feature)) {
        return new PartChecksums(
            algorithm.get(),
            checksum.getValue(),
            composite,
            compute(algorithm.get(), parts, bytes));
      }
    }
    return NONE;
  }

  private static Optional<Algorithm> computable(String name) {
    return Arrays.stream(Algorithm.values())
        .filter(a -> a != Algorithm.MD5 && a.name().equals(name))
        .findFirst();
  }

  private static List<String> compute(Algorithm algorithm, List<Part> parts, Bytes bytes) {
    Algorithm.Running running = algorithm.start();
    List<String> values = new ArrayList<>(parts.size());
    try (InputStream in = bytes.open()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (Part part : parts) {
        for (long left = part.sizeBytes(); left > 0; ) {
          int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
          if (count < 0) {
            throw new EOFException("the bytes end before their parts do");
          }
          running.update(buffer, 0, count);
          left -= count;
        }
        values.add(Base64.getEncoder().encodeToString(running.finish()));
      }
      return values;
    } catch (IOException e) {
      throw ClientFailures.of("read the bytes to be written", e);
    }
  }

  void announce(S3Request create) {
    if (algorithm != null) {
      create
          .header("x-amz-checksum-algorithm", algorithm.name())
          .header("x-amz-checksum-type", composite ? "COMPOSITE" : "FULL_OBJECT");
    }
  }

  /// @param number of the part, from 1
  void add(S3Request upload, int number) {
    if (algorithm != null) {
      upload.header(header(algorithm), ofParts.get(number - 1));
    }
  }

  /// What the completing request says of a part.
  String element(int number) {
    return algorithm == null
        ? ""
        : "<Checksum%s>%s</Checksum%s>".formatted(algorithm, ofParts.get(number - 1), algorithm);
  }

  /// The host refuses to complete an object that has another checksum.
  void conclude(S3Request complete) {
    if (algorithm != null && !composite) {
      complete.header(header(algorithm), value).header("x-amz-checksum-type", "FULL_OBJECT");
    }
  }

  private static String header(Algorithm algorithm) {
    return "x-amz-checksum-" + algorithm.name().toLowerCase(Locale.ROOT);
  }
}
