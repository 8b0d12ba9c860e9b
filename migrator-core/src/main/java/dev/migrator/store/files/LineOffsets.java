package dev.migrator.store.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where in a file the line of each entry begins. Lies on disk, for there may be many. Not for
/// several threads.
final class LineOffsets implements AutoCloseable {
  static final long NONE = -1;

  private final FileChannel channel;

  /// @param file made anew, and removed when this is closed
  LineOffsets(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  void put(long ordinal, long offset) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(Long.BYTES).putLong(offset + 1).flip();
    for (long at = ordinal * Long.BYTES; one.hasRemaining(); ) {
      at += channel.write(one, at);
    }
  }

  /// @return [#NONE] where none was put
  long get(long ordinal) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(Long.BYTES);
    long at = ordinal * Long.BYTES;
    while (one.hasRemaining()) {
      int count = channel.read(one, at + one.position());
      if (count < 0) {
        return NONE;
      }
    }
    return one.flip().getLong() - 1;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
