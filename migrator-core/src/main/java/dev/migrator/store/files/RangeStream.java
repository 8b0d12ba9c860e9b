package dev.migrator.store.files;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A range of a file, whole or not at all. Not for several threads.
final class RangeStream extends InputStream {
  private final SeekableByteChannel channel;
  private final String label;
  private long left;

  /// Takes over `channel`.
  RangeStream(SeekableByteChannel channel, ByteRange range, String label) throws IOException {
    this.channel = channel;
    this.label = label;
    this.left = range.sizeBytes();
    channel.position(range.offset());
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
    if (left == 0) {
      return -1;
    }
    int count = channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)));
    if (count < 0) {
      throw new StoreException(
          Reason.CHANGING,
          "cannot read %s: it became shorter by %d bytes meanwhile".formatted(label, left),
          "Run again when nothing writes to it.",
          null);
    }
    left -= count;
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
