package dev.migrator.database.redis;

/// The checksum at the end of an RDB: CRC-64 by the polynomial of Jones, reflected (Redis,
/// `src/crc64.c`). Not for several threads.
final class Crc64 {
  private static final long POLYNOMIAL = 0x95ac9329ac4bc9b5L;
  private static final int SLICES = 8;
  private static final long[][] TABLES = tables();

  private long value;

  private static long[][] tables() {
    long[][] tables = new long[SLICES][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
      }
      tables[0][i] = crc;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int i = 0; i < 256; i++) {
        long crc = tables[slice - 1][i];
        tables[slice][i] = tables[0][(int) (crc & 0xff)] ^ (crc >>> 8);
      }
    }
    return tables;
  }

  void update(byte[] bytes, int offset, int length) {
    long crc = value;
    int at = offset;
    int end = offset + length;
    for (; end - at >= SLICES; at += SLICES) {
      long mixed = crc ^ LittleEndian.int64(bytes, at);
      crc = 0;
      for (int slice = 0; slice < SLICES; slice++) {
        crc ^= TABLES[SLICES - 1 - slice][(int) (mixed >>> (8 * slice)) & 0xff];
      }
    }
    for (; at < end; at++) {
      crc = TABLES[0][(int) (crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
    }
    value = crc;
  }

  long value() {
    return value;
  }
}
