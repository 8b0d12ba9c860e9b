package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a listpack: short texts and numbers in one piece of memory (Redis, `src/listpack.c`).
final class ListPack {
  private static final int HEADER_BYTES = 6;
  private static final int END = 0xff;

  private final byte[] bytes;
  private final List<byte[]> items = new ArrayList<>();
  private int at = HEADER_BYTES;

  private ListPack(byte[] bytes) {
    this.bytes = bytes;
  }

  /// All of it, numbers as texts.
  ///
  /// @throws RdbException if it is damaged
  static List<byte[]> items(byte[] bytes) {
    ListPack pack = new ListPack(bytes);
    try {
      while (pack.u8(pack.at) != END) {
        int start = pack.at;
        pack.item();
        pack.at += backBytes(pack.at - start);
      }
      return pack.items;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new RdbException("a listpack is damaged");
    }
  }

  private int u8(int index) {
    return bytes[index] & 0xff;
  }

  /// The length of an entry stands behind it too, in groups of seven bits.
  private static int backBytes(int entryBytes) {
    int size = 1;
    for (int rest = entryBytes >> 7; rest > 0; rest >>= 7) {
      size++;
    }
    return size;
  }

  private void item() {
    int first = u8(at);
    if (first < 0x80) {
      number(first, 1);
    } else if (first < 0xc0) {
      text(1, first & 0x3f);
    } else if (first < 0xe0) {
      int value = (first & 0x1f) << 8 | u8(at + 1);
      number(value << 19 >> 19, 2);
    } else if (first < 0xf0) {
      text(2, (first & 0x0f) << 8 | u8(at + 1));
    } else {
      wide(first);
    }
  }

  private void wide(int first) {
    switch (first) {
      case 0xf0 -> text(5, (int) LittleEndian.signed(bytes, at + 1, 4));
      case 0xf1 -> number(LittleEndian.signed(bytes, at + 1, 2), 3);
      case 0xf2 -> number(LittleEndian.signed(bytes, at + 1, 3), 4);
      case 0xf3 -> number(LittleEndian.signed(bytes, at + 1, 4), 5);
      case 0xf4 -> number(LittleEndian.signed(bytes, at + 1, 8), 9);
      default -> throw new IllegalArgumentException("no such form");
    }
  }

  private void number(long value, int size) {
    items.add(RespInput.ascii(Long.toString(value)));
    at += size;
  }

  private void text(int headerBytes, int length) {
    int from = at + headerBytes;
    at = Math.addExact(from, length);
    if (length < 0 || at > bytes.length) {
      throw new IllegalArgumentException("beyond the end");
    }
    items.add(Arrays.copyOfRange(bytes, from, at));
  }
}
