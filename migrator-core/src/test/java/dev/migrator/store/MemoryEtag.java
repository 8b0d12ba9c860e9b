package dev.migrator.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An ETag as S3 makes it: the MD5 of the bytes, or the MD5 of the parts' MD5s and their number.
final class MemoryEtag implements ContentCheck {
  private final Attributes attributes;
  private final @Nullable String expected;
  private final List<Part> parts;
  private final MessageDigest all = md5();
  private final MessageDigest part = md5();
  private final List<byte[]> partMd5s = new ArrayList<>();
  private long inPart;

  MemoryEtag(Attributes attributes, @Nullable String expected) {
    this.attributes = attributes;
    this.expected = expected;
    this.parts = attributes instanceof ObjectAttributes object ? object.parts() : List.of();
  }

  static String of(byte[] bytes, Attributes attributes) {
    MemoryEtag etag = new MemoryEtag(attributes, null);
    etag.update(bytes, 0, bytes.length);
    return etag.value();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    all.update(bytes, offset, length);
    int done = 0;
    while (done < length && partMd5s.size() < parts.size()) {
      long left = parts.get(partMd5s.size()).sizeBytes() - inPart;
      int count = (int) Math.min(left, length - done);
      part.update(bytes, offset + done, count);
      done += count;
      inPart += count;
      if (count == left) {
        partMd5s.add(part.digest());
        inPart = 0;
      }
    }
  }

  private String value() {
    if (parts.isEmpty()) {
      return HexFormat.of().formatHex(all.digest());
    }
    MessageDigest ofParts = md5();
    partMd5s.forEach(ofParts::update);
    return HexFormat.of().formatHex(ofParts.digest()) + "-" + parts.size();
  }

  @Override
  public SourceProof finish() {
    if (expected == null) {
      return SourceProof.NONE;
    }
    String actual = value();
    if (!actual.equals(expected)) {
      throw new StoreException(
          Reason.BAD_BYTES,
          "the bytes have the ETag %s, not %s".formatted(actual, expected),
          "Read them again.",
          null);
    }
    return parts.isEmpty() ? SourceProof.ETAG_MD5 : SourceProof.ETAG_MULTIPART;
  }

  @Override
  public Attributes completed() {
    return attributes instanceof ObjectAttributes object && !parts.isEmpty()
        ? withParts(object)
        : attributes;
  }

  private ObjectAttributes withParts(ObjectAttributes object) {
    List<Part> known = new ArrayList<>();
    for (Part one : parts) {
      String md5 = HexFormat.of().formatHex(partMd5s.get(known.size()));
      known.add(new Part(one.number(), one.sizeBytes(), md5));
    }
    return new ObjectAttributes(
        object.headers(),
        object.userMetadata(),
        object.tags(),
        object.acl(),
        object.checksums(),
        object.checksumType(),
        known,
        object.storageClass(),
        object.encryption(),
        object.lock(),
        object.websiteRedirect(),
        object.other());
  }
}
