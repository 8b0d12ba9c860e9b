package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// A body that has the promised length or fails. A close before the end drops the connection rather
/// than read the rest.
final class ExactBody extends InputStream {
  private final ResponseInputStream<GetObjectResponse> body;
  private final String tried;
  private long remaining;

  /// @param tried what for, as an infinitive: `read vol-000001.tar.zst of s3://bucket/`
  ExactBody(ResponseInputStream<GetObjectResponse> body, long sizeBytes, String tried) {
    this.body = body;
    this.remaining = sizeBytes;
    this.tried = tried;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    int count = receive(bytes, offset, (int) Math.min(length, remaining));
    if (count < 0) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "could not " + tried + ": the body ended " + remaining + " bytes early",
          "Try again; if it stays so, the host or a proxy before it cuts bodies.",
          null);
    }
    remaining -= count;
    return count;
  }

  private int receive(byte[] bytes, int offset, int length) {
    try {
      return body.read(bytes, offset, length);
    } catch (IOException e) {
      throw ClientFailures.of(tried, e);
    }
  }

  @Override
  public void close() throws IOException {
    if (remaining == 0) {
      body.close();
    } else {
      body.abort();
    }
  }
}
