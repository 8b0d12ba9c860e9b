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

  static {
    ESCAPES[0] = '0';
    ESCAPES['\n'] = 'n';
    ESCAPES['\r'] = 'r';
    ESCAPES['\\'] = '\\';
    ESCAPES['\''] = '\'';
    ESCAPES['"'] = '"';
    ESCAPES[0x1A] = 'Z';
  }

  private final ByteSink sink;
  private byte[] bytes = new byte[1 << 17];
  private int size;

  SqlBytes(ByteSink sink) {
    this.sink = sink;
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

  /// A literal in hexadecimal digits.
  void hex(byte[] value) {
    if (value.length == 0) {
      add("''");
      return;
    }
    add("0x");
    for (int from = 0; from < value.length; from += PASS_BYTES) {
      digits(value, from, Math.min(value.length, from + PASS_BYTES));
    }
  }

  private void digits(byte[] value, int from, int to) {
    reserve(2 * (to - from));
    for (int i = from; i < to; i++) {
      bytes[size++] = DIGITS[(value[i] >> 4) & 0xF];
      bytes[size++] = DIGITS[value[i] & 0xF];
    }
  }
}
