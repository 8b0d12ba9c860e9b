package dev.migrator.store.s3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// CRC-64/NVME: reflected, polynomial 0xAD93D23594C93659, all ones before and inverted after. Eight
/// bytes a step, by tables.
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[][] TABLES = tables();

  private long crc = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED_POLYNOMIAL;
      }
      tables[0][i] = crc;
    }
    for (int table = 1; table < 8; table++) {
      for (int i = 0; i < 256; i++) {
        long before = tables[table - 1][i];
        tables[table][i] = tables[0][(int) (before & 0xFF)] ^ before >>> 8;
      }
    }
    return tables;
  }

  @Override
  public void update(int b) {
    crc = TABLES[0][(int) (crc ^ b) & 0xFF] ^ crc >>> 8;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; end - at >= 8; at += 8) {
      crc = eight(crc ^ (long) LONGS.get(bytes, at));
    }
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  private static long eight(long bits) {
    return TABLES[7][(int) bits & 0xFF]
        ^ TABLES[6][(int) (bits >>> 8) & 0xFF]
        ^ TABLES[5][(int) (bits >>> 16) & 0xFF]
        ^ TABLES[4][(int) (bits >>> 24) & 0xFF]
        ^ TABLES[3][(int) (bits >>> 32) & 0xFF]
        ^ TABLES[2][(int) (bits >>> 40) & 0xFF]
        ^ TABLES[1][(int) (bits >>> 48) & 0xFF]
        ^ TABLES[0][(int) (bits >>> 56)];
  }

  @Override
  public long getValue() {
    return ~crc;
  }

  @Override
  public void reset() {
    crc = -1;
  }
}
