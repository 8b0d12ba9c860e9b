package dev.migrator.snapshot;

import dev.migrator.database.Chunk;
import dev.migrator.model.KeyRange;
import dev.migrator.plan.Piece.Turn;

/// The atom of work. Running one twice is harmless.
sealed interface Unit {
  String source();

  /// The source tells of itself as a whole.
  record Description(String source) implements Unit {}

  /// A key range is captured: what has that turn or an earlier one.
  record Range(String source, KeyRange range, Turn turn, Visit visit) implements Unit {
    Range of(KeyRange part) {
      return new Range(source, part, turn, visit);
    }
  }

  /// Whether a run has captured some of a range before.
  enum Visit {
    FIRST,
    AGAIN
  }

  /// Objects of a range that are being brought back are looked for, and the range captured again.
  record Look(String source, ThawWatch.Waiting waiting) implements Unit {}

  /// A database is fixed at one instant, and planned.
  record Opening(String source) implements Unit {}

  /// Rows of a database are copied.
  ///
  /// @param cut number of the cut that they belong to
  record Copy(String source, long cut, Chunk chunk) implements Unit {}
}
