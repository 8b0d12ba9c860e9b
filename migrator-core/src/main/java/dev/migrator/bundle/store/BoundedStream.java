package dev.migrator.bundle.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The next bytes of a file, so many of them; throws our failures where the disk fails, and where
/// the file ends before.
final class BoundedStream extends InputStream {
  private final Path file;
  private final FileChannel channel;
  private long remaining;

  /// @param channel closed with the stream
  BoundedStream(Path file, FileChannel channel, long sizeBytes) {
    this.file = file;
    this.channel = channel;
    this.remaining = sizeBytes;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (remaining == 0) {
      return -1;
    }
    ByteBuffer into = ByteBuffer.wrap(bytes, offset, (int) Math.min(length, remaining));
    int size = Failures.wrap("read", file, () -> channel.read(into));
    if (size < 0) {
      throw new StoreException(
          Reason.BAD_BYTES,
          "cannot read %s: it ended %d bytes early".formatted(file, remaining),
          "Run `migrator verify` on the bundle.",
          null);
    }
    remaining -= size;
    return size;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, remaining));
    Failures.wrap("read", file, () -> channel.position(channel.position() + skipped));
    remaining -= skipped;
    return skipped;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
