package dev.migrator.database.redis;

import org.apache.commons.codec.digest.MurmurHash3;

/// MurmurHash3 (x64, 128 bits) of some bytes: by it items are known where they are too many to be
/// remembered themselves.
record Hash128(long high, long low) {
  static Hash128 of(byte[] bytes) {
    long[] hash = MurmurHash3.hash128x64(bytes);
    return new Hash128(hash[0], hash[1]);
  }
}
