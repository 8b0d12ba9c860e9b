package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.store.BlobStore;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A multipart upload.
final class MultipartBlob implements BlobStore.Upload {
  private final S3Client client;
  private final String bucket;
  private final String key;
  private final String uploadId;
  private final String tried;
  private final List<CompletedPart> parts = new ArrayList<>();
  private boolean completed;

  private MultipartBlob(S3Client client, String bucket, String key, String uploadId, String tried) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.uploadId = uploadId;
    this.tried = tried;
  }

  static MultipartBlob start(S3Client client, String bucket, String key, String tried) {
    String uploadId =
        S3Failures.call(
                () -> tried, () -> client.createMultipartUpload(r -> r.bucket(bucket).key(key)))
            .uploadId();
    return new MultipartBlob(client, bucket, key, uploadId, tried);
  }

  @Override
  public void part(byte[] bytes, int length) {
    int number = parts.size() + 1;
    String etag =
        S3Failures.call(
                () -> tried + ", part " + number,
                () ->
                    client.uploadPart(
                        r -> r.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                        ArrayBody.of(bytes, length)))
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
  }

  @Override
  public void complete() {
    var unused =
        S3Failures.call(
            () -> tried,
            () ->
                client.completeMultipartUpload(r ->
                    r.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build())));
    completed = true;
  }

  @Override
  public void close() {
    if (!completed) {
      abort(client, bucket, key, uploadId, tried);
    }
  }

  /// An upload that is gone already is as good as aborted.
  static void abort(S3Client client, String bucket, String key, String uploadId, String tried) {
    try {
      var unused =
          S3Failures.call(
              () -> tried,
              () -> client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(uploadId)));
    } catch (StoreException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }
}
