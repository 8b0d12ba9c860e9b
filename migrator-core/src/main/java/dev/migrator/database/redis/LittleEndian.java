package dev.migrator.database.redis;

/// Numbers as an x86 lays them into memory, which is how Redis writes them to a file.
final class LittleEndian {
  private LittleEndian() {}

  /// A signed number of 1 to 8 bytes.
  static long signed(byte[] bytes, int offset, int size) {
    long value = bytes[offset + size - 1];
    for (int i = size - 2; i >= 0; i--) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  static long int64(byte[] bytes, int offset) {
    return signed(bytes, offset, Long.BYTES);
  }
}
