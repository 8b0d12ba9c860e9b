package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.aws.Parallel;
import dev.migrator.check.Check;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a few objects as a snapshot would, a byte each, with all that is told of them.
record ObjectChecks(AwsCli aws, ObjectSource source, Refused refused, Findings findings) {
  private static final Pattern KMS_KEY = Pattern.compile("arn:aws[a-z-]*:kms:[A-Za-z0-9:/_-]+");

  /// How reading one went.
  ///
  /// @param failure null where its bytes could be read
  /// @param encryption type and key; empty for none of note
  private record Read(
      Listed listed, @Nullable StoreException failure, List<Missing> missing, String encryption) {}

  void run(Sample sample) {
    List<Read> reads = Parallel.map(sample.readable(), this::read);
    List<Read> failed = reads.stream().filter(read -> read.failure != null).toList();
    if (!reads.isEmpty() && failed.size() < reads.size()) {
      findings.add(
          Check.ok(
              Topic.RIGHTS,
              "%d of %d objects that were tried can be read"
                  .formatted(reads.size() - failed.size(), reads.size())));
    }
    Map<Reason, List<Read>> byReason = new EnumMap<>(Reason.class);
    failed.forEach(
        read -> byReason.computeIfAbsent(reason(read), _ -> new ArrayList<>()).add(read));
    byReason.values().forEach(alike -> addFailed(alike, reads.size()));
    missing(reads);
    encryption(reads);
  }

  private static Reason reason(Read read) {
    return read.failure == null ? Reason.REJECTED : read.failure.reason();
  }

  private Read read(Listed listed) {
    try (ObjectReader reader = source.read(listed)) {
      try (InputStream in = reader.bytes(new ByteRange(0, Math.min(1, listed.sizeBytes())))) {
        in.readAllBytes();
      }
      Attributes attributes = reader.attributes();
      return new Read(listed, null, List.copyOf(reader.missing()), encryption(attributes));
    } catch (StoreException e) {
      return new Read(listed, e, List.of(), "");
    } catch (IOException e) {
      throw ClientFailures.of("read " + listed.label(), e);
    }
  }

  private static String encryption(Attributes attributes) {
    return attributes instanceof ObjectAttributes object
            && object.encryption() != null
            && object.encryption().type().startsWith("aws:kms")
        ? "KMS key " + object.encryption().keyId()
        : "";
  }

  private void addFailed(List<Read> alike, int tried) {
    Read first = alike.getFirst();
    StoreException failure = Objects.requireNonNull(first.failure);
    String seen =
        "%d of %d objects that were tried: %s".formatted(alike.size(), tried, failure.getMessage());
    Check check = refused.of(failure);
    Mend mend = check.mend();
    Topic topic = check.topic();
    if (failure.reason() == Reason.CUSTOMER_KEY) {
      seen += "; who holds the key can take the encryption away";
      mend = withoutCustomerKey(first.listed);
    } else if (failure.reason() == Reason.FORBIDDEN && isOfKms(failure)) {
      topic = Topic.ENCRYPTION;
      mend = useOfKey(seen);
    }
    findings.add(new Check(topic, check.level(), seen, mend));
  }

  private static boolean isOfKms(StoreException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("kms:") || message.contains("KMS.");
  }

  private Mend withoutCustomerKey(Listed listed) {
    return aws.s3api(
        "copy-object",
        "--key",
        listed.key().text(),
        "--copy-source",
        aws.address().bucket() + "/" + listed.key().percentEncoded(),
        "--copy-source-sse-customer-algorithm",
        "AES256",
        "--copy-source-sse-customer-key",
        "fileb://KEY");
  }

  private static Mend useOfKey(String seen) {
    Matcher key = KMS_KEY.matcher(seen);
    return Mend.Command.of(
        "aws",
        "kms",
        "create-grant",
        "--key-id",
        key.find() ? key.group() : "KEY",
        "--grantee-principal",
        "THIS-IDENTITY",
        "--operations",
        "Decrypt");
  }

  private void missing(List<Read> reads) {
    SortedMap<String, Missing> byAttribute = new TreeMap<>();
    reads.stream()
        .flatMap(read -> read.missing.stream())
        .forEach(missing -> byAttribute.putIfAbsent(missing.attribute(), missing));
    byAttribute.values().forEach(missing -> findings.add(missing(missing)));
  }

  private Check missing(Missing missing) {
    String seen =
        "an object's %s cannot be read: %s".formatted(missing.attribute(), missing.reason());
    return missing.code() == Gap.Code.FORBIDDEN
        ? Check.warning(Topic.RIGHTS, seen, refused.rights())
        : Check.warning(Topic.CONTENT, seen, new Mend.ByHand("Expect it among the gaps."));
  }

  private void encryption(List<Read> reads) {
    Stream<String> keys = reads.stream().map(Read::encryption).filter(key -> !key.isEmpty());
    keys.distinct()
        .sorted()
        .forEach(key -> findings.add(Check.ok(Topic.ENCRYPTION, key + " can be used")));
  }
}
