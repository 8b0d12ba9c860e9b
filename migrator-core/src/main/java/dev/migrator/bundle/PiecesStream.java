package dev.migrator.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;

/// Pieces read one after the other, each opened when its turn comes.
final class PiecesStream extends InputStream {
  private final IntFunction<InputStream> open;
  private final int count;
  private int opened;
  private InputStream current = InputStream.nullInputStream();

  /// @param open opens piece 1 to `count`
  PiecesStream(int count, IntFunction<InputStream> open) {
    this.count = count;
    this.open = open;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      int size = current.read(bytes, offset, length);
      if (size >= 0 || opened == count) {
        return size;
      }
      current.close();
      current = open.apply(++opened);
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
