package dev.migrator.database.redis;

/// An RDB is not as it should be, or newer than what is known here.
final class RdbException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RdbException(String problem) {
    super(problem);
  }
}
