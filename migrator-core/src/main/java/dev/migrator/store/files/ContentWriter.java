package dev.migrator.store.files;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;

/// Writes the bytes of a new file, leaving out what is to be a hole. Not for several threads.
final class ContentWriter {
  private static final int BUFFER_BYTES = 256 << 10;

  private final FileChannel out;
  private final List<ByteRange> holes;
  private int nextHole;
  private long position;
  private long written;

  private ContentWriter(FileChannel out, List<ByteRange> holes) {
    this.out = out;
    this.holes = holes;
  }

  /// @param file must not exist
  /// @param holes where zeros need no room on the disk; whatever else stands there is written
  /// @throws StoreException with reason `BAD_BYTES` unless `in` has exactly `sizeBytes`
  static void write(
      Path file,
      InputStream in,
      long sizeBytes,
      List<ByteRange> holes,
      FileAttribute<?>... attributes)
      throws IOException {
    Set<java.nio.file.OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel out = FileChannel.open(file, options, attributes)) {
      new ContentWriter(out, holes).copy(in, sizeBytes);
    }
  }

  private void copy(InputStream in, long sizeBytes) throws IOException {
    byte[] buffer = new byte[Math.clamp(sizeBytes, 1, BUFFER_BYTES)];
    for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
      if (position + count > sizeBytes) {
        throw wrongLength("more than %,d".formatted(sizeBytes), sizeBytes);
      }
      add(buffer, count);
    }
    if (position != sizeBytes) {
      throw wrongLength("%,d".formatted(position), sizeBytes);
    }
    if (written < sizeBytes) {
      put(new byte[1], 0, 1, sizeBytes - 1);
    }
  }

  /// Keeps failures of the bundle apart from those of the disk.
  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "cannot read the bytes to be written: " + e.getMessage(),
          "Check the place where the bundle is, then try again.",
          e);
    }
  }

  private static StoreException wrongLength(String actual, long sizeBytes) {
    return new StoreException(
        Reason.BAD_BYTES,
        "%s bytes came, not %,d".formatted(actual, sizeBytes),
        "Try again; verify the bundle if it happens again.",
        null);
  }

  private void add(byte[] bytes, int count) throws IOException {
    int done = 0;
    while (done < count) {
      while (nextHole < holes.size() && holes.get(nextHole).end() <= position) {
        nextHole++;
      }
      boolean inHole = nextHole < holes.size() && holes.get(nextHole).offset() <= position;
      int length = (int) Math.min(count - done, untilBorder(inHole));
      if (!inHole || !ZeroRuns.isZero(bytes, done, length)) {
        put(bytes, done, length, position);
      }
      position += length;
      done += length;
    }
  }

  private long untilBorder(boolean inHole) {
    if (nextHole == holes.size()) {
      return Long.MAX_VALUE;
    }
    ByteRange hole = holes.get(nextHole);
    return (inHole ? hole.end() : hole.offset()) - position;
  }

  private void put(byte[] bytes, int offset, int length, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    long end = at + length;
    while (buffer.hasRemaining()) {
      out.write(buffer, end - buffer.remaining());
    }
    written = Math.max(written, end);
  }
}
