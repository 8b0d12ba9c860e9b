package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads a ziplist, which servers before Redis 7 have where later ones have a [ListPack] (Redis
/// 6.2, `src/ziplist.c`).
final class ZipList {
  private static final int HEADER_BYTES = 10;
  private static final int END = 0xff;
  private static final int LONG_BACK = 0xfe;

  private final byte[] bytes;
  private final List<byte[]> items = new ArrayList<>();
  private int at = HEADER_BYTES;

  private ZipList(byte[] bytes) {
    this.bytes = bytes;
  }

  /// All of it, numbers as texts.
  ///
  /// @throws RdbException if it is damaged
  static List<byte[]> items(byte[] bytes) {
    ZipList list = new ZipList(bytes);
    try {
      while (list.u8(list.at) != END) {
        list.at += list.u8(list.at) == LONG_BACK ? 5 : 1;
        list.item(list.u8(list.at));
      }
      return list.items;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new RdbException("a ziplist is damaged");
    }
  }

  private int u8(int index) {
    return bytes[index] & 0xff;
  }

  private void item(int first) {
    switch (first >> 6) {
      case 0 -> text(1, first);
      case 1 -> text(2, (first & 0x3f) << 8 | u8(at + 1));
      case 2 -> text(5, Integer.reverseBytes((int) LittleEndian.signed(bytes, at + 1, 4)));
      default -> number(first);
    }
  }

  private void number(int first) {
    switch (first) {
      case 0xc0 -> numberOf(2);
      case 0xd0 -> numberOf(4);
      case 0xe0 -> numberOf(8);
      case 0xf0 -> numberOf(3);
      case 0xfe -> numberOf(1);
      default -> small(first);
    }
  }

  private void small(int first) {
    int value = (first & 0x0f) - 1;
    if (first < 0xf1 || first > 0xfd) {
      throw new IllegalArgumentException("no such form");
    }
    items.add(RespInput.ascii(Integer.toString(value)));
    at++;
  }

  private void numberOf(int size) {
    items.add(RespInput.ascii(Long.toString(LittleEndian.signed(bytes, at + 1, size))));
    at += 1 + size;
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
