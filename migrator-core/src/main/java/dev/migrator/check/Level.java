package dev.migrator.check;

/// How bad it is.
public enum Level {
  OK,
  /// Something will be missing, or may fail.
  WARNING,
  /// A snapshot or restore will fail, or lose what it is for.
  FAILURE
}
