package dev.migrator.bundle.volume;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes the headers of regular files as POSIX.1-2017 `pax` has them: ustar, with an extended
/// header where the name is long or not ASCII, or the size above 8 GiB.
final class TarHeader {
  static final int BLOCK = 512;
  static final int NAME_BYTES = 100;
  static final long MAX_OCTAL_SIZE = 077777777777L;

  private TarHeader() {}

  /// @param modified null where it is not known: then 1970
  static byte[] encode(String name, long sizeBytes, @Nullable Instant modified) {
    byte[] nameBytes = name.getBytes(UTF_8);
    long seconds = modified == null ? 0 : Math.clamp(modified.getEpochSecond(), 0, MAX_OCTAL_SIZE);
    byte[] extended = extended(name, nameBytes, sizeBytes);
    if (extended.length == 0) {
      return block(nameBytes, sizeBytes, seconds, '0');
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(3 * BLOCK);
    out.writeBytes(block("pax".getBytes(US_ASCII), extended.length, seconds, 'x'));
    out.writeBytes(Arrays.copyOf(extended, extended.length + padding(extended.length)));
    byte[] shortName = "k/pax".getBytes(US_ASCII);
    out.writeBytes(block(shortName, Math.min(sizeBytes, MAX_OCTAL_SIZE), seconds, '0'));
    return out.toByteArray();
  }

  /// Zeros after `sizeBytes` of content up to the next block.
  static int padding(long sizeBytes) {
    return (int) (-sizeBytes & (BLOCK - 1));
  }

  private static byte[] extended(String name, byte[] nameBytes, long sizeBytes) {
    StringBuilder records = new StringBuilder();
    if (nameBytes.length > NAME_BYTES || nameBytes.length > name.length()) {
      records.append(record("path", name));
    }
    if (sizeBytes > MAX_OCTAL_SIZE) {
      records.append(record("size", Long.toString(sizeBytes)));
    }
    return records.toString().getBytes(UTF_8);
  }

  /// `LENGTH KEYWORD=VALUE\n`, where the length counts itself.
  private static String record(String keyword, String value) {
    String rest = " " + keyword + "=" + value + "\n";
    int restBytes = rest.getBytes(UTF_8).length;
    int length = restBytes + 1;
    while (Integer.toString(length).length() + restBytes != length) {
      length = Integer.toString(length).length() + restBytes;
    }
    return length + rest;
  }

  private static byte[] block(byte[] name, long sizeBytes, long seconds, char type) {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, name.length);
    octal(block, 100, 8, 0644);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, sizeBytes);
    octal(block, 136, 12, seconds);
    block[156] = (byte) type;
    System.arraycopy("ustar\00000".getBytes(US_ASCII), 0, block, 257, 8);
    octal(block, 329, 8, 0);
    octal(block, 337, 8, 0);
    octal(block, 148, 7, checksum(block));
    block[155] = ' ';
    return block;
  }

  static int checksum(byte[] block) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xFF;
    }
    return sum;
  }

  private static void octal(byte[] block, int offset, int length, long value) {
    for (int i = offset + length - 2; i >= offset; i--) {
      block[i] = (byte) ('0' + (value & 7));
      value >>>= 3;
    }
  }
}
