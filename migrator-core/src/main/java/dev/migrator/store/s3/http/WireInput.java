package dev.migrator.store.s3.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Bytes of a connection, by line or in bulk. Not for several threads.
final class WireInput {
  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];
  private int position;
  private int limit;

  WireInput(InputStream in) {
    this.in = in;
  }

  /// Whether something came that was not read yet.
  boolean hasBuffered() {
    return position < limit;
  }

  /// A line without its end; a character stands for a byte.
  ///
  /// @throws IOException also if it is longer than `maxBytes` or the connection ends within
  String line(int maxBytes) throws IOException {
    StringBuilder line = null;
    while (true) {
      int end = indexOfLineFeed();
      int taken = (end < 0 ? limit : end) - position;
      if (taken + (line == null ? 0 : line.length()) > maxBytes) {
        throw new IOException("a line of the answer is longer than " + maxBytes + " bytes");
      }
      String piece = new String(buffer, position, taken, ISO_8859_1);
      if (end >= 0) {
        position = end + 1;
        return withoutReturn(line == null ? piece : line.append(piece).toString());
      }
      line = (line == null ? new StringBuilder() : line).append(piece);
      position = limit;
      if (!fill()) {
        throw new EOFException("the connection ended within the head of an answer");
      }
    }
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private int indexOfLineFeed() {
    for (int i = position; i < limit; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /// Waits for at least one byte.
  ///
  /// @return false at the end of the connection
  boolean fill() throws IOException {
    if (hasBuffered()) {
      return true;
    }
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(0, count);
    return count > 0;
  }

  /// As [InputStream#read(byte[], int, int)]. What is large goes past the buffer.
  int read(byte[] bytes, int offset, int length) throws IOException {
    if (!hasBuffered()) {
      if (length >= buffer.length) {
        return in.read(bytes, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }
}
