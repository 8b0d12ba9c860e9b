package dev.migrator.store.s3;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/// Request bodies that the SDK does not copy.
final class ArrayBody {
  private static final String ANY_TYPE = "application/octet-stream";

  private ArrayBody() {}

  /// The first `length` of `bytes`, which may not change until the call is done.
  static RequestBody of(byte[] bytes, int length) {
    ContentStreamProvider body = () -> new ByteArrayInputStream(bytes, 0, length);
    return RequestBody.fromContentProvider(body, length, ANY_TYPE);
  }
}
