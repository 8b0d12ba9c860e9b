package dev.migrator.store.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A file of lines. They are whole or not there: the rest of one that a kill cut is removed. Safe
/// for many threads.
///
/// The lines of entries begin with a number, the ordinal. The last line of an entry is the one that
/// counts.
final class Sidecar {
  private static final int READ_BYTES = 4096;

  /// Above it a number is no ordinal, but what somebody wrote.
  private static final long MAX_ORDINAL = 10_000_000_000L;

  private final Path file;
  private final String header;
  private final Layout layout;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Opened opened;

  private record Opened(FileChannel lines, LineOffsets offsets) {}

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

  /// Appends an entry's line unless it has that one.
  void append(long ordinal, String line) throws IOException {
    lock.lock();
    try {
      Opened known = opened();
      if (!line.equals(line(known, ordinal))) {
        long offset = known.lines().position();
        write(known.lines(), line);
        known.offsets().put(ordinal, offset);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Appends a line.
  void append(String line) throws IOException {
    lock.lock();
    try {
      write(opened().lines(), line);
    } finally {
      lock.unlock();
    }
  }

  /// Reads an entry's line.
  ///
  /// @return null if it has none
  @Nullable String line(long ordinal) throws IOException {
    lock.lock();
    try {
      return line(opened(), ordinal);
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable String line(Opened known, long ordinal) throws IOException {
    long offset = known.offsets().get(ordinal);
    return offset == LineOffsets.NONE ? null : lineAt(known.lines(), offset);
  }

  private static String lineAt(FileChannel lines, long offset) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    for (long at = offset; lines.read(buffer, at) > 0; at = offset + line.size()) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          return line.toString(UTF_8);
        }
        line.write(next);
      }
      buffer.clear();
    }
    return line.toString(UTF_8);
  }

  private static void write(FileChannel out, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private Opened opened() throws IOException {
    Opened known = opened;
    if (known == null) {
      layout.makeParent(file);
      Path offsets = layout.temporary();
      layout.makeParent(offsets);
      FileChannel lines =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS));
      known = new Opened(lines, new LineOffsets(offsets));
      opened = known;
      lines.truncate(wholeLines(known.offsets()));
      lines.position(lines.size());
      if (lines.size() == 0 && !header.isEmpty()) {
        write(lines, header);
      }
    }
    return known;
  }

  /// Learns where the lines are.
  ///
  /// @return length of all lines that are whole
  private long wholeLines(LineOffsets offsets) throws IOException {
    long end = 0;
    long position = 0;
    long ordinal = -1;
    boolean inNumber = true;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        position++;
        if (b == '\n') {
          if (ordinal >= 0 && ordinal <= MAX_ORDINAL) {
            offsets.put(ordinal, end);
          }
          ordinal = -1;
          inNumber = true;
          end = position;
        } else if (inNumber && b >= '0' && b <= '9') {
          ordinal = Math.min(MAX_ORDINAL, Math.max(0, ordinal)) * 10 + (b - '0');
        } else if (ordinal >= 0 || b == '\t') {
          inNumber = false;
        }
      }
    }
    return end;
  }

  void close() throws IOException {
    lock.lock();
    try {
      Opened known = opened;
      opened = null;
      if (known != null) {
        FileChannel lines = known.lines();
        LineOffsets offsets = known.offsets();
        try (lines;
            offsets) {
          // both are closed, also where one fails
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
