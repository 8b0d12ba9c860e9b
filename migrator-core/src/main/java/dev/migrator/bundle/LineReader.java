package dev.migrator.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Lines of a stream, each ended by a line feed, of bounded length. Not for several threads.
final class LineReader implements AutoCloseable {
  private final InputStream in;
  private byte[] buffer = new byte[64 << 10];
  private int start;
  private int end;
  private int lineStart;
  private int lineLength;
  private long number;

  LineReader(InputStream in) {
    this.in = in;
  }

  /// Goes to the next line.
  ///
  /// @return false at the end
  /// @throws IllegalArgumentException if a line is too long, or the last one has no line feed
  boolean next() {
    int searched = start;
    while (true) {
      for (int i = searched; i < end; i++) {
        if (buffer[i] == '\n') {
          lineStart = start;
          lineLength = i - start;
          start = i + 1;
          number++;
          return true;
        }
      }
      int unread = end - start;
      if (!fill()) {
        if (unread > 0) {
          throw new IllegalArgumentException("the last line is cut");
        }
        return false;
      }
      searched = start + unread;
    }
  }

  private boolean fill() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      if (buffer.length >= Json.MAX_LINE_BYTES) {
        throw new IllegalArgumentException("line " + (number + 1) + " is too long");
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    try {
      int size = in.read(buffer, end, buffer.length - end);
      end += Math.max(size, 0);
      return size >= 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Holds the line from [#offset()] on, until the next call of [#next()].
  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return lineStart;
  }

  /// Without the line feed.
  int length() {
    return lineLength;
  }

  /// From 1.
  long number() {
    return number;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
