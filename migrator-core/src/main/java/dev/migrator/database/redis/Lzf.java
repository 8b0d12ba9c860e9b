package dev.migrator.database.redis;

/// Unpacks what LibLZF has packed (Redis, `src/lzf_d.c`).
final class Lzf {
  private static final int LITERALS = 32;
  private static final int LONG_MATCH = 7;

  private Lzf() {}

  /// @throws RdbException if that does not come out
  static byte[] unpack(byte[] packed, int length) {
    byte[] out = new byte[length];
    try {
      int from = 0;
      int to = 0;
      while (from < packed.length) {
        int control = packed[from++] & 0xff;
        if (control < LITERALS) {
          System.arraycopy(packed, from, out, to, control + 1);
          from += control + 1;
          to += control + 1;
        } else {
          int size = control >> 5;
          if (size == LONG_MATCH) {
            size += packed[from++] & 0xff;
          }
          int back = ((control & 0x1f) << 8 | (packed[from++] & 0xff)) + 1;
          to = repeat(out, to, back, size + 2);
        }
      }
      if (to == length) {
        return out;
      }
    } catch (IndexOutOfBoundsException e) {
      // told below
    }
    throw new RdbException("a packed text is damaged");
  }

  /// The copy may run into itself.
  private static int repeat(byte[] out, int to, int back, int size) {
    for (int i = to; i < to + size; i++) {
      out[i] = out[i - back];
    }
    return to + size;
  }
}
