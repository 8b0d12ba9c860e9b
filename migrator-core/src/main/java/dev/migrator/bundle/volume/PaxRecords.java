package dev.migrator.bundle.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/// The records of a tar member's extended header.
record PaxRecords(@Nullable String path, @Nullable Long size) {

  /// @throws IllegalArgumentException if they are malformed, or there are others than `path` and
  ///   `size`
  static PaxRecords parse(byte[] bytes) {
    String path = null;
    Long size = null;
    int at = 0;
    while (at < bytes.length) {
      int space = indexOf(bytes, (byte) ' ', at);
      int end = at + Integer.parseInt(new String(bytes, at, space - at, UTF_8));
      if (end <= space || end > bytes.length || bytes[end - 1] != '\n') {
        throw new IllegalArgumentException("a record of the wrong length");
      }
      int equals = indexOf(bytes, (byte) '=', space);
      if (equals >= end) {
        throw new IllegalArgumentException("a record without a value");
      }
      String value = new String(bytes, equals + 1, end - equals - 2, UTF_8);
      switch (new String(bytes, space + 1, equals - space - 1, UTF_8)) {
        case "path" -> path = value;
        case "size" -> size = size(value);
        default -> throw new IllegalArgumentException("an unknown record");
      }
      at = end;
    }
    return new PaxRecords(path, size);
  }

  private static long size(String digits) {
    long size = Long.parseLong(digits);
    if (size < 0) {
      throw new IllegalArgumentException("a record of a negative size");
    }
    return size;
  }

  private static int indexOf(byte[] bytes, byte wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    throw new IllegalArgumentException("a record that is cut");
  }
}
