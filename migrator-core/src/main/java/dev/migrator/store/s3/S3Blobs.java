package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Key;
import dev.migrator.store.BlobStore;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Files of our own in a bucket, below the address's prefix.
public final class S3Blobs implements BlobStore {
  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final String label;

  private S3Blobs(S3Client client, S3Address address) {
    this.client = client;
    this.bucket = address.bucket();
    this.prefix = folder(address.prefix().text());
    this.label = address.label();
  }

  /// Asks the host nothing, except on AWS for the bucket's region where the address does not say.
  public static S3Blobs open(S3Address address) {
    return new S3Blobs(S3Clients.open(address), address);
  }

  private static String folder(String prefix) {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public List<Blob> list() {
    return call(
        "list",
        "",
        () ->
            client
                .listObjectsV2Paginator(
                    r -> r.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL))
                .stream()
                .map(ListObjectsV2Response::contents)
                .flatMap(List::stream)
                .map(this::blob)
                .sorted(Comparator.comparing(blob -> Key.of(blob.name())))
                .toList());
  }

  private Blob blob(S3Object object) {
    String name = object.key().substring(prefix.length());
    return new Blob(name, object.size(), object.eTag(), Duration.ZERO);
  }

  @Override
  public Optional<Blob> find(String name) {
    try {
      HeadObjectResponse head =
          call("look at", name, () -> client.headObject(r -> r.bucket(bucket).key(prefix + name)));
      return Optional.of(new Blob(name, head.contentLength(), head.eTag(), age(head)));
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// By the host's clock where its answer bears a date.
  private static Duration age(HeadObjectResponse head) {
    Instant now =
        head.sdkHttpResponse()
            .firstMatchingHeader("Date")
            .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
            .orElseGet(Instant::now);
    Duration age = Duration.between(head.lastModified(), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  @Override
  public InputStream read(String name, ByteRange range) {
    if (range.sizeBytes() == 0) {
      return readNothing(name, range);
    }
    String bytes = "bytes=%d-%d".formatted(range.offset(), range.end() - 1);
    try {
      ResponseInputStream<GetObjectResponse> body =
          call(
              "read",
              name,
              () -> client.getObject(r -> r.bucket(bucket).key(prefix + name).range(bytes)));
      if (body.response().contentLength() != range.sizeBytes()) {
        body.abort();
        throw tooShort(name, range);
      }
      return new ExactBody(body, range.sizeBytes(), tried("read", name));
    } catch (StoreException e) {
      throw e.reason() == Reason.CHANGED ? tooShort(name, range) : e;
    }
  }

  private InputStream readNothing(String name, ByteRange range) {
    if (find(name).filter(blob -> blob.sizeBytes() >= range.offset()).isEmpty()) {
      throw tooShort(name, range);
    }
    return InputStream.nullInputStream();
  }

  private StoreException tooShort(String name, ByteRange range) {
    return new StoreException(
        Reason.BAD_BYTES,
        "could not %s up to byte %d: it is shorter".formatted(tried("read", name), range.end()),
        "Run `migrator verify` on the bundle.",
        null);
  }

  @Override
  public void put(String name, byte[] bytes) {
    PutObjectResponse unused =
        call(
            "write",
            name,
            () ->
                client.putObject(
                    r -> r.bucket(bucket).key(prefix + name), RequestBody.fromBytes(bytes)));
  }

  @Override
  public String create(String name, byte[] bytes) {
    try {
      return call(
              "create",
              name,
              () ->
                  client.putObject(
                      r -> r.bucket(bucket).key(prefix + name).ifNoneMatch("*"),
                      RequestBody.fromBytes(bytes)))
          .eTag();
    } catch (StoreException e) {
      throw e.reason() == Reason.CHANGED ? as(Reason.EXISTS, e) : e;
    }
  }

  @Override
  public String replace(String name, String tag, byte[] bytes) {
    try {
      return call(
              "replace",
              name,
              () ->
                  client.putObject(
                      r -> r.bucket(bucket).key(prefix + name).ifMatch(tag),
                      RequestBody.fromBytes(bytes)))
          .eTag();
    } catch (StoreException e) {
      throw e.reason() == Reason.NOT_FOUND ? as(Reason.CHANGED, e) : e;
    }
  }

  private static StoreException as(Reason reason, StoreException e) {
    return new StoreException(reason, String.valueOf(e.getMessage()), e.hint(), e);
  }

  @Override
  public Upload startUpload(String name) {
    return MultipartBlob.start(client, bucket, prefix + name, tried("write", name));
  }

  @Override
  public void abortUploads() {
    List<MultipartUpload> open =
        call(
            "list the unfinished uploads of",
            "",
            () ->
                client
                    .listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix))
                    .uploads()
                    .stream()
                    .toList());
    for (MultipartUpload upload : open) {
      MultipartBlob.abort(
          client, bucket, upload.key(), upload.uploadId(), "abort an upload of " + upload.key());
    }
  }

  @Override
  public void delete(String name) {
    var unused =
        call("delete", name, () -> client.deleteObject(r -> r.bucket(bucket).key(prefix + name)));
  }

  private <T> T call(String verb, String name, Supplier<T> call) {
    return S3Failures.call(() -> tried(verb, name), call);
  }

  private String tried(String verb, String name) {
    return name.isEmpty() ? verb + " " + label : verb + " " + name + " of " + label;
  }

  @Override
  public void close() {
    client.close();
  }
}
