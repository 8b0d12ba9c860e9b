package dev.migrator.bundle;

import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// An entry's bytes; at their end length and SHA-256 are proven to be the entry's.
final class ProvenStream extends FilterInputStream {
  private final Entry entry;
  private final Content content;
  private final MessageDigest digest = Sha256.newDigest();
  private long remaining;
  private boolean isProven;

  ProvenStream(Entry entry, Content content, InputStream in) {
    super(in);
    this.entry = entry;
    this.content = content;
    this.remaining = content.sizeBytes();
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
      if (!actual.equals(content.sha256())) {
        throw damaged("its SHA-256 is %s, not %s".formatted(actual, content.sha256()));
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
        "the bytes of %s are damaged: %s".formatted(entry.listed().label(), problem),
        "Run `migrator verify` to see all that is affected.");
  }
}
