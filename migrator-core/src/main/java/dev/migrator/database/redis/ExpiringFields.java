package dev.migrator.database.redis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which fields of a captured hash expire, and when. Takes some 100 bytes for each. Not for several
/// threads.
final class ExpiringFields {
  private final Map<Hash128, Expiring> byName = new HashMap<>();
  private final Set<Hash128> seen = new HashSet<>();
  private boolean doesAnyStay;

  /// @param item the field's hash
  private record Expiring(long atMillis, Hash128 item) {}

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
        : byName.values().stream().mapToLong(Expiring::atMillis).max().orElse(Long.MAX_VALUE);
  }

  /// The key is read from the target, from its start.
  void begin() {
    seen.clear();
  }

  /// The target has this field.
  ///
  /// @return the field; with the captured expiry where the target knows none
  Piece.Field found(Piece.Field field, Server server) {
    Hash128 name = Hash128.of(field.name());
    Expiring captured = byName.get(name);
    if (captured == null) {
      return field;
    }
    seen.add(name);
    return server.hasFieldExpiry()
        ? field
        : new Piece.Field(field.name(), field.value(), captured.atMillis());
  }

  boolean isAnyFound() {
    return !seen.isEmpty();
  }

  /// Takes those that were not found for expired.
  ///
  /// @param hash is given them
  /// @return when that is so: the last instant at which one expires; `Long.MIN_VALUE` for none
  long takeForExpired(KeysHash hash) {
    long last = Long.MIN_VALUE;
    for (Map.Entry<Hash128, Expiring> one : byName.entrySet()) {
      if (!seen.contains(one.getKey())) {
        hash.add(one.getValue().item());
        last = Math.max(last, one.getValue().atMillis());
      }
    }
    return last;
  }
}
