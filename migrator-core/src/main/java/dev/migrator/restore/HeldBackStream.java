package dev.migrator.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// Holds the last byte back until the stream behind has come to its end. Where that throws at the
/// end because the bytes are wrong, whoever reads here never has them all, and nothing wrong can be
/// taken for whole.
final class HeldBackStream extends InputStream {
  private static final int BUFFER_BYTES = 256 << 10;

  private final InputStream behind;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;
  private boolean ended;

  HeldBackStream(InputStream behind) {
    this.behind = behind;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    fill();
    int free = ended ? to - from : to - from - 1;
    if (free <= 0) {
      return -1;
    }
    int taken = Math.min(free, length);
    System.arraycopy(buffer, from, bytes, offset, taken);
    from += taken;
    return taken;
  }

  /// Leaves at least two bytes in the buffer, or all that there are.
  private void fill() throws IOException {
    if (ended || to - from > 1) {
      return;
    }
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    while (!ended && to < 2) {
      int count = behind.read(buffer, to, buffer.length - to);
      ended = count < 0;
      to += Math.max(count, 0);
    }
  }

  @Override
  public void close() throws IOException {
    behind.close();
  }
}
