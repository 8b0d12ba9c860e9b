package dev.migrator.snapshot;

import dev.migrator.model.KeyRange;

/// The atom of work. Running one twice is harmless.
sealed interface Unit {
  String source();

  /// The source tells of itself as a whole.
  record Description(String source) implements Unit {}

  /// A key range is captured.
  record Range(String source, KeyRange range) implements Unit {}
}
