package dev.migrator.database;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// MurmurHash3 (x64, 128 bits; Austin Appleby, public domain) of a field, in words of eight bytes
/// at a time: every row passes through it. Not for several threads.
final class FieldHash {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK_BYTES = 16;

  private long high;
  private long low;

  void of(byte[] bytes, int offset, int length, int seed) {
    long h1 = Integer.toUnsignedLong(seed);
    long h2 = h1;
    int end = offset + length;
    int tail = end - length % BLOCK_BYTES;
    for (int i = offset; i < tail; i += BLOCK_BYTES) {
      h1 ^= first((long) WORDS.get(bytes, i));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= second((long) WORDS.get(bytes, i + Long.BYTES));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    int middle = Math.min(tail + Long.BYTES, end);
    h1 ^= first(word(bytes, tail, middle));
    h2 ^= second(word(bytes, middle, end));
    finish(h1 ^ length, h2 ^ length);
  }

  private static long first(long word) {
    return Long.rotateLeft(word * C1, 31) * C2;
  }

  private static long second(long word) {
    return Long.rotateLeft(word * C2, 33) * C1;
  }

  /// Less than a word, or a whole one; of nothing it is 0, which changes no hash.
  private static long word(byte[] bytes, int from, int to) {
    long word = 0;
    for (int i = to - 1; i >= from; i--) {
      word = word << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
    }
    return word;
  }

  private void finish(long h1, long h2) {
    long first = mix(h1 + h2);
    long second = mix(h2 + h1 + h2);
    high = first + second;
    low = second + high;
  }

  /// MurmurHash3's own final mix.
  static long mix(long value) {
    long hash = value;
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash;
  }

  /// The first 64 bits of the last hash.
  long high() {
    return high;
  }

  /// The other 64 bits of the last hash.
  long low() {
    return low;
  }
}
