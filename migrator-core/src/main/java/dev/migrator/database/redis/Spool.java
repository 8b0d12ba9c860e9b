package dev.migrator.database.redis;

import dev.migrator.error.SpaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file in the folder for temporary ones. It has no name once it is open, so that it is gone with
/// this process, however that ends. Written by one thread, then read by many.
final class Spool implements AutoCloseable {
  private final FileChannel file;
  private long size;

  private Spool(FileChannel file) {
    this.file = file;
  }

  static Spool create() {
    try {
      Path path = Files.createTempFile("migrator-redis-", ".spool");
      return new Spool(
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw full(e);
    }
  }

  private static SpaceException full(IOException e) {
    return new SpaceException(
        "cannot write to the folder for temporary files, %s: %s"
            .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
        "Make room there, or name another: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER.",
        e);
  }

  /// At the end.
  void write(byte[] bytes, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        size += file.write(buffer, size);
      }
    } catch (IOException e) {
      throw full(e);
    }
  }

  /// Gives up what lies behind.
  void truncate(long toSize) {
    size = toSize;
  }

  long size() {
    return size;
  }

  /// Reads as much as there is.
  ///
  /// @return the number of bytes read, 0 at the end
  int read(long position, byte[] bytes, int offset, int length) {
    int wanted = (int) Math.min(length, Math.max(0, size - position));
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, wanted);
    try {
      while (buffer.hasRemaining()) {
        if (file.read(buffer, position + wanted - buffer.remaining()) < 0) {
          throw new IOException("a temporary file was cut off");
        }
      }
      return wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
