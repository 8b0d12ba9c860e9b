package dev.migrator.database.mysql;

import dev.migrator.database.OpenCut.ByteSink;
import java.util.Arrays;

/// Gathers the bytes of statements. Not for several threads.
final class SqlBytes {
  private static final int PASS_BYTES = 4 << 20;
  private static final byte[] DIGITS =
      "0123456789ABCDEF".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /// What stands behind a backslash for a byte; 0 where it stands for itself.
  private static final byte[] ESCAPES = new byte[256];

  private static final boolean[] ESCAPED = new boolean[256];

  static {
    ESCAPES[0] = '0';
    ESCAPES['\n'] = 'n';
    ESCAPES['\r'] = 'r';
    ESCAPES['\\'] = '\\';
    ESCAPES['\''] = '\'';
    ESCAPES['"'] = '"';
    ESCAPES[0x1A] = 'Z';
    for (byte escape : ESCAPES) {
      ESCAPED[escape] |= escape != 0;
    }
  }

  private final ByteSink sink;
  private byte[] bytes = new byte[1 << 17];
  private int size;

  SqlBytes(ByteSink sink) {
    this.sink = sink;
  }

  /// Whether a backslash before it makes it stand for a byte as [#quoted] writes it.
  static boolean isEscape(int behindBackslash) {
    return ESCAPED[behindBackslash];
  }

  int pendingBytes() {
    return size;
  }

  void flush() {
    sink.write(bytes, 0, size);
    size = 0;
  }

  /// A long value need not be gathered whole.
  private void reserve(int length) {
    if (length <= bytes.length - size) {
      return;
    }
    if (size >= PASS_BYTES) {
      flush();
    }
    if (length > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
    }
  }

  void add(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  /// @param text of characters below 256, each one byte
  void add(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  void add(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  /// A literal in quotes, escaped as the server reads it without `NO_BACKSLASH_ESCAPES`, on one
  /// line.
  void quoted(byte[] value) {
    add('\'');
    for (int from = 0; from < value.length; from += PASS_BYTES) {
      escaped(value, from, Math.min(value.length, from + PASS_BYTES));
    }
    add('\'');
  }

  private void escaped(byte[] value, int from, int to) {
    reserve(2 * (to - from));
    int at = size;
    for (int i = from; i < to; i++) {
      byte b = value[i];
      byte escape = ESCAPES[b & 0xFF];
      if (escape != 0) {
        bytes[at++] = '\\';
        bytes[at++] = escape;
      } else {
        bytes[at++] = b;
      }
    }
    size = at;
  }

  /// A literal in hexadecimal digits, of a short value.
  void hex(byte[] value) {
    if (value.length == 0) {
      add("''");
      return;
    }
    add("0x");
    reserve(2 * value.length);
    for (byte b : value) {
      bytes[size++] = DIGITS[(b >> 4) & 0xF];
      bytes[size++] = DIGITS[b & 0xF];
    }
  }
}
