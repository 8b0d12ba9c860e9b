package dev.migrator.database.redis;

/// A key that is about to be read.
///
/// @param length in bytes for a string, in items for all others
/// @param memory about how many bytes it takes; [#UNKNOWN] where the server does not tell
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Candidate(byte[] key, KeyType type, long expiresAtMillis, long length, long memory) {
  static final long UNKNOWN = -1;

  private static final long PART_BYTES = 1 << 20;
  private static final long MOST_ITEMS = 1000;
  private static final long SMALL_BYTES = 1 << 18;
  private static final long SMALL_ITEMS_OF_UNKNOWN_SIZE = 64;

  Candidate of(long ofLength, Reply ofMemory) {
    long told = ofMemory instanceof Reply.Whole(long bytes) ? bytes : UNKNOWN;
    return new Candidate(key, type, expiresAtMillis, ofLength, told);
  }

  /// Whether one command may fetch all of it.
  boolean isSmall() {
    return switch (type) {
      case STRING -> length <= SMALL_BYTES;
      case STREAM -> false;
      case LIST, SET, HASH, SORTED_SET ->
          memory == UNKNOWN
              ? length <= SMALL_ITEMS_OF_UNKNOWN_SIZE
              : length <= MOST_ITEMS && memory <= SMALL_BYTES;
    };
  }

  /// How many items, or bytes of a string, make a part of about 1 MiB.
  long part() {
    if (type == KeyType.STRING) {
      return PART_BYTES;
    }
    long bytes = memory == UNKNOWN || length == 0 ? 0 : memory / length;
    return bytes == 0 ? MOST_ITEMS : Math.clamp(PART_BYTES / bytes, 1, MOST_ITEMS);
  }
}
