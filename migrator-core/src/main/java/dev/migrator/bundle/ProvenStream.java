package dev.migrator.bundle;

import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Bytes that the bundle names; at their end length and SHA-256 are proven to be those named.
final class ProvenStream extends FilterInputStream {
  private final String label;
  private final Sha256 sha256;
  private final MessageDigest digest = Sha256.newDigest();
  private long remaining;
  private boolean isProven;

  /// @param label what it is, for messages
  ProvenStream(String label, long sizeBytes, Sha256 sha256, InputStream in) {
    super(in);
    this.label = label;
    this.sha256 = sha256;
    this.remaining = sizeBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (remaining == 0) {
      prove();
      return -1;
    }
    int size = in.read(bytes, offset, (int) Math.min(length, remaining));
    if (size < 0) {
      throw damaged(remaining + " bytes are missing");
    }
    digest.update(bytes, offset, size);
    remaining -= size;
    if (remaining == 0) {
      prove();
    }
    return size;
  }

  private void prove() {
    if (!isProven) {
      Sha256 actual = Sha256.of(digest);
      if (!actual.equals(sha256)) {
        throw damaged("its SHA-256 is %s, not %s".formatted(actual, sha256));
      }
      isProven = true;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes(Math.toIntExact(Math.min(count, 64 << 10))).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private BundleDamagedException damaged(String problem) {
    return new BundleDamagedException(
        "the bytes of %s are damaged: %s".formatted(label, problem),
        "Run `migrator verify` to see all that is affected.");
  }
}
