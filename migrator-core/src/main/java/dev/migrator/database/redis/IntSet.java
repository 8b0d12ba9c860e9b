package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.List;

/// Reads a set of whole numbers (Redis, `src/intset.c`).
final class IntSet {
  private static final int HEADER_BYTES = 8;

  private IntSet() {}

  /// As texts.
  ///
  /// @throws RdbException if it is damaged
  static List<byte[]> items(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw damaged();
    }
    long size = LittleEndian.signed(bytes, 0, 4);
    long count = LittleEndian.signed(bytes, 4, 4);
    if ((size != 2 && size != 4 && size != 8) || HEADER_BYTES + count * size != bytes.length) {
      throw damaged();
    }
    List<byte[]> items = new ArrayList<>();
    for (int at = HEADER_BYTES; at < bytes.length; at += (int) size) {
      items.add(RespInput.ascii(Long.toString(LittleEndian.signed(bytes, at, (int) size))));
    }
    return items;
  }

  private static RdbException damaged() {
    return new RdbException("a set of numbers is damaged");
  }
}
