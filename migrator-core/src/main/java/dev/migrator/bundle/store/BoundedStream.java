package dev.migrator.bundle.store;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The first bytes of a stream; fails where there are fewer.
final class BoundedStream extends FilterInputStream {
  private long remaining;

  BoundedStream(InputStream in, long sizeBytes) {
    super(in);
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
      return -1;
    }
    int size = in.read(bytes, offset, (int) Math.min(length, remaining));
    if (size < 0) {
      throw new EOFException("the file ended " + remaining + " bytes early");
    }
    remaining -= size;
    return size;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, remaining));
    remaining -= skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
