package dev.migrator.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file of lines. They are whole or not there: the rest of one that a kill cut is removed. Safe
/// for many threads.
///
/// Lines that are to be there once for each entry are told apart by their first number, the
/// ordinal; it takes a bit each to remember them.
final class Sidecar {
  private final Path file;
  private final String header;
  private final Layout layout;
  private final ReentrantLock lock = new ReentrantLock();
  private final BitSet ordinals = new BitSet();
  private @Nullable FileChannel channel;

  /// @param header first line, empty for none
  Sidecar(Layout layout, Path file, String header) {
    this.layout = layout;
    this.file = file;
    this.header = header;
  }

  /// Makes the file if it is not there.
  void open() throws IOException {
    lock.lock();
    try {
      opened();
    } finally {
      lock.unlock();
    }
  }

  /// Appends an entry's line unless it has one.
  void append(long ordinal, String line) throws IOException {
    lock.lock();
    try {
      FileChannel out = opened();
      if (ordinal > Integer.MAX_VALUE || !ordinals.get((int) ordinal)) {
        write(out, line);
        remember(ordinal);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Appends a line.
  void append(String line) throws IOException {
    lock.lock();
    try {
      write(opened(), line);
    } finally {
      lock.unlock();
    }
  }

  private static void write(FileChannel out, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel out = channel;
    if (out == null) {
      layout.makeParent(file);
      out =
          FileChannel.open(
              file,
              java.util.Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
      out.truncate(wholeLines());
      out.position(out.size());
      if (out.size() == 0 && !header.isEmpty()) {
        write(out, header);
      }
      channel = out;
    }
    return out;
  }

  /// Learns the ordinals.
  ///
  /// @return length of all lines that are whole
  private long wholeLines() throws IOException {
    long end = 0;
    long position = 0;
    long ordinal = -1;
    boolean inNumber = true;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        position++;
        if (b == '\n') {
          remember(ordinal);
          ordinal = -1;
          inNumber = true;
          end = position;
        } else if (inNumber && b >= '0' && b <= '9') {
          ordinal = Math.max(0, ordinal) * 10 + (b - '0');
        } else if (ordinal >= 0 || b == '\t') {
          inNumber = false;
        }
      }
    }
    return end;
  }

  private void remember(long ordinal) {
    if (ordinal >= 0 && ordinal <= Integer.MAX_VALUE) {
      ordinals.set((int) ordinal);
    }
  }

  void close() throws IOException {
    lock.lock();
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
