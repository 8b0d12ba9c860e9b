package dev.migrator.store.s3;

import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.s3.S3Checks.Verdict;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Checks against a value that is made of the parts' values.
final class PartsCheck implements ContentCheck {
  private final Algorithm algorithm;
  private final Algorithm.Running ofPart;
  private final Algorithm.Running ofParts;
  private final Verdict verdict;
  private final ObjectAttributes attributes;
  private final List<Part> done = new ArrayList<>();
  private long partBytes;

  /// @param attributes with the part table
  PartsCheck(Algorithm algorithm, Verdict verdict, ObjectAttributes attributes) {
    this.algorithm = algorithm;
    ofPart = algorithm.start();
    ofParts = algorithm.start();
    this.verdict = verdict;
    this.attributes = attributes;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int count = (int) Math.min(end - at, left());
      ofPart.update(bytes, at, count);
      partBytes += count;
      at += count;
      if (left() == 0) {
        finishPart();
      }
    }
  }

  /// Bytes of the current part still to come.
  private long left() {
    return done.size() == attributes.parts().size()
        ? Long.MAX_VALUE
        : attributes.parts().get(done.size()).sizeBytes() - partBytes;
  }

  private void finishPart() {
    byte[] value = ofPart.finish();
    ofParts.update(value, 0, value.length);
    Part part = attributes.parts().get(done.size());
    String md5 = algorithm == Algorithm.MD5 ? HexFormat.of().formatHex(value) : null;
    done.add(new Part(part.number(), part.sizeBytes(), md5));
    partBytes = 0;
  }

  @Override
  public SourceProof finish() {
    while (done.size() < attributes.parts().size()) {
      finishPart();
    }
    return verdict.of(ofParts.finish());
  }

  @Override
  public Attributes completed() {
    return new ObjectAttributes(
        attributes.headers(),
        attributes.userMetadata(),
        attributes.tags(),
        attributes.acl(),
        attributes.checksums(),
        attributes.checksumType(),
        List.copyOf(done),
        attributes.storageClass(),
        attributes.encryption(),
        attributes.lock(),
        attributes.websiteRedirect(),
        attributes.other());
  }
}
