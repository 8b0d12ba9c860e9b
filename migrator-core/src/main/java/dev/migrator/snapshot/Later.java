package dev.migrator.snapshot;

import dev.migrator.plan.Piece.Turn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was left of a range for later.
///
/// @param turn the earliest of what was left
/// @param newest of what has that turn for its age: when it was modified
record Later(Turn turn, Instant newest) {
  Later and(Later other) {
    int order = turn.compareTo(other.turn);
    if (order != 0) {
      return order < 0 ? this : other;
    }
    return newest.isBefore(other.newest) ? other : this;
  }

  /// Whether its turn has come.
  ///
  /// @param ageLimit what was modified before that waits; null where nothing does
  boolean isDue(@Nullable Instant ageLimit) {
    return !turn.isOlder() || ageLimit == null || !newest.isBefore(ageLimit);
  }
}
