package dev.migrator.verify;

import java.util.Arrays;

/// The members of one volume in order, 16 bytes each. Not for several threads.
final class SeenMembers {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] names = new long[1024];
  private long[] contents = new long[1024];
  private int count;
  private long bytes;

  void add(String name, long sizeBytes, byte[] sha256) {
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      contents = Arrays.copyOf(contents, 2 * count);
    }
    names[count] = hash(name);
    contents[count] = content(sizeBytes, sha256);
    count++;
    bytes += sizeBytes;
  }

  int count() {
    return count;
  }

  /// Length of all contents.
  long bytes() {
    return bytes;
  }

  boolean isName(int at, String name) {
    return at < count && names[at] == hash(name);
  }

  boolean isContent(int at, long sizeBytes, byte[] sha256) {
    return contents[at] == content(sizeBytes, sha256);
  }

  /// Whether two members have one name. Ends the use of the names.
  boolean hasTwins() {
    Arrays.sort(names, 0, count);
    for (int i = 1; i < count; i++) {
      if (names[i] == names[i - 1]) {
        return true;
      }
    }
    return false;
  }

  private static long hash(String name) {
    long hash = FNV_BASIS;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * FNV_PRIME;
    }
    return hash ^ hash >>> 32;
  }

  private static long content(long sizeBytes, byte[] sha256) {
    long start = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      start = start << 8 | (sha256[i] & 0xFF);
    }
    return start ^ sizeBytes * FNV_PRIME;
  }
}
