package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.AttributeName;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads one object version. One GET gives its bytes and nearly all that is to know of it.
final class S3Reader implements ObjectReader {
  private final S3Bucket bucket;
  private final Listed listed;
  private final PartTable parts;
  private final List<Missing> missing = new ArrayList<>();

  /// Of the whole object: a range's answer lacks the checksum.
  private volatile @Nullable ObjectHeaders headers;

  private @Nullable ObjectAttributes attributes;

  S3Reader(S3Bucket bucket, Listed listed) {
    this.bucket = bucket;
    this.listed = listed;
    parts = new PartTable(bucket, listed);
  }

  @Override
  public InputStream bytes(ByteRange range) {
    boolean whole = range.offset() == 0 && range.sizeBytes() == listed.sizeBytes();
    if (!whole && range.sizeBytes() == 0) {
      return InputStream.nullInputStream();
    }
    Supplier<String> tried = () -> "read " + bucket.label(listed) + (whole ? "" : ", " + range);
    S3Request request = request(S3Request.get(listed.key()));
    if (!whole) {
      request.header("range", "bytes=" + range.offset() + "-" + (range.end() - 1));
    }
    S3Answer answer = bucket.calls().call(request, tried);
    try {
      ObjectHeaders told = new ObjectHeaders(answer.headers());
      VersionTie.requireSame(told, listed, bucket.label(listed));
      requireRange(answer, range, whole, tried);
      headers = whole ? told : headers;
      return new CountedBody(answer, range.sizeBytes(), tried);
    } catch (StoreException e) {
      abandon(answer, e);
      throw e;
    }
  }

  private static void abandon(S3Answer answer, StoreException why) {
    try {
      answer.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private S3Request request(S3Request request) {
    return VersionTie.tie(request, listed).header("x-amz-checksum-mode", "ENABLED");
  }

  private void requireRange(
      S3Answer answer, ByteRange range, boolean whole, Supplier<String> tried) {
    long promised = answer.header("content-length").map(Long::parseLong).orElse(range.sizeBytes());
    if (promised != range.sizeBytes()) {
      throw badAnswer(tried, "the host promises " + promised + " bytes of " + range.sizeBytes());
    }
    String expected =
        "bytes " + range.offset() + "-" + (range.end() - 1) + "/" + listed.sizeBytes();
    String actual = answer.header("content-range").orElse("");
    if (!whole && !actual.equals(expected)) {
      throw badAnswer(tried, "the host answers with \"" + actual + "\"");
    }
  }

  private static StoreException badAnswer(Supplier<String> tried, String what) {
    return new StoreException(
        Reason.BAD_BYTES,
        ClientFailures.cannot(tried.get(), what),
        "Read again; if it stays so, the host or a proxy before it alters answers.",
        null);
  }

  @Override
  public ObjectAttributes attributes() {
    if (attributes == null) {
      attributes = ask(headers());
    }
    return attributes;
  }

  private ObjectAttributes ask(ObjectHeaders told) {
    missing.clear();
    int untold = told.number("x-amz-missing-meta");
    if (untold > 0) {
      missing.add(
          new Missing(
              AttributeName.USER_METADATA,
              Gap.Code.NOT_TOLD,
              "the host keeps back " + untold + " user metadata entries (x-amz-missing-meta)"));
    }
    ObjectExtras extras = new ObjectExtras(bucket, listed, missing);
    @Nullable Acl acl = extras.acl();
    List<Part> table = parts.parts();
    // Last, as what it finds out of objects read before is told once: nothing may fail after it.
    return told.attributes(extras.tags(told), acl, table);
  }

  private ObjectHeaders headers() {
    ObjectHeaders known = headers;
    if (known == null) {
      known = head();
      headers = known;
    }
    return known;
  }

  private ObjectHeaders head() {
    Supplier<String> tried = () -> "read the metadata of " + bucket.label(listed);
    try (S3Answer answer = bucket.calls().call(request(S3Request.head(listed.key())), tried)) {
      ObjectHeaders told = new ObjectHeaders(answer.headers());
      VersionTie.requireSame(told, listed, bucket.label(listed));
      return told;
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }

  @Override
  public List<Missing> missing() {
    return List.copyOf(missing);
  }

  @Override
  public ContentCheck check() {
    return new S3Checks(bucket.label(listed), attributes(), bucket.etagTrust(), parts)
        .choose(headers());
  }

  /// Every call was tied to the version.
  @Override
  public void confirmUnchanged() {}

  @Override
  public void close() {}
}
