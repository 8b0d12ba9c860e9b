package dev.migrator.database.redis;

import java.util.HashMap;
import java.util.Map;

/// Which fields of a captured hash expire, and when. Takes some 120 bytes for each. Not for several
/// threads.
final class ExpiringFields {
  private final Map<Hash128, Expiring> byName = new HashMap<>();
  private long found;
  private boolean doesAnyStay;

  private static final class Expiring {
    final long atMillis;
    final Hash128 item;
    boolean isFound;

    /// @param item the field's hash
    Expiring(long atMillis, Hash128 item) {
      this.atMillis = atMillis;
      this.item = item;
    }
  }

  /// The capture has this.
  void captured(Piece piece) {
    if (piece instanceof Piece.Field field && field.expires()) {
      byName.put(
          Hash128.of(field.name()), new Expiring(field.expiresAtMillis(), KeysHash.item(field)));
    } else {
      doesAnyStay = true;
    }
  }

  int count() {
    return byName.size();
  }

  /// When nothing is left of the key.
  ///
  /// @return `Long.MAX_VALUE` for never
  long goneAtMillis() {
    return doesAnyStay
        ? Long.MAX_VALUE
        : byName.values().stream().mapToLong(field -> field.atMillis).max().orElse(Long.MAX_VALUE);
  }

  /// The key is read from the target, from its start.
  void begin() {
    byName.values().forEach(field -> field.isFound = false);
    found = 0;
  }

  /// The target has this field.
  ///
  /// @return the field; with the captured expiry where the target knows none
  Piece.Field found(Piece.Field field, Server server) {
    Expiring captured = byName.isEmpty() ? null : byName.get(Hash128.of(field.name()));
    if (captured == null) {
      return field;
    }
    captured.isFound = true;
    found++;
    return server.hasFieldExpiry()
        ? field
        : new Piece.Field(field.name(), field.value(), captured.atMillis);
  }

  boolean isAnyFound() {
    return found > 0;
  }

  /// Takes those that were not found for expired.
  ///
  /// @param hash is given them
  /// @return when that is so: the last instant at which one expires; `Long.MIN_VALUE` for none
  long takeForExpired(KeysHash hash) {
    long last = Long.MIN_VALUE;
    for (Expiring field : byName.values()) {
      if (!field.isFound) {
        hash.add(field.item);
        last = Math.max(last, field.atMillis);
      }
    }
    return last;
  }
}
