package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.function.Consumer;

/// Reads a hash whose fields expire. The forms of Redis 7.4 and those of Valkey 9 share a number
/// (Redis, `src/rdb.h`; Valkey, `src/rdb.h`, `RDB_TYPE_HASH_2`). Not for several threads.
record RdbHash(RdbInput in, Consumer<Piece> pieces) {
  private static final int WORDS = 3;

  /// As Redis 7.4 writes it: counted from the instant at which the first field expires.
  void sinceFirst() {
    long first = in.int64();
    byTime(first - 1);
  }

  /// As previews of Redis 7.4 wrote it.
  void byTime() {
    byTime(0);
  }

  /// Instants stand before names; 0 is never.
  private void byTime(long base) {
    long count = in.length();
    for (long i = 0; i < count; i++) {
      long time = in.length();
      field(in.string(), in.string(), time == 0 ? KeyVisitor.FOREVER : instant(base + time));
    }
  }

  /// As Redis 7.4 writes a small one; before it stands when the first field expires, which the
  /// fields tell too.
  void packedSinceFirst() {
    in.int64();
    packed();
  }

  /// As previews of Redis 7.4 wrote a small one.
  void packed() {
    List<byte[]> items = ListPack.items(in.string());
    if (items.size() % WORDS != 0) {
      throw new RdbException("a field without a value or a time");
    }
    for (int i = 0; i < items.size(); i += WORDS) {
      long time = number(items.get(i + 2));
      field(items.get(i), items.get(i + 1), time == 0 ? KeyVisitor.FOREVER : instant(time));
    }
  }

  /// As Valkey 9 writes it: instants stand after values; -1 is never.
  void ofValkey() {
    long count = in.length();
    for (long i = 0; i < count; i++) {
      byte[] name = in.string();
      byte[] value = in.string();
      long time = in.int64();
      field(name, value, time == -1 ? KeyVisitor.FOREVER : instant(time));
    }
  }

  private void field(byte[] name, byte[] value, long expiresAtMillis) {
    pieces.accept(new Piece.Field(name, value, expiresAtMillis));
  }

  private static long number(byte[] text) {
    try {
      return Long.parseLong(new String(text, ISO_8859_1));
    } catch (NumberFormatException e) {
      throw new RdbException("no time: " + Failures.printable(text));
    }
  }

  private static long instant(long millis) {
    if (millis < 0) {
      throw new RdbException("a field that expires at " + millis);
    }
    return millis;
  }
}
