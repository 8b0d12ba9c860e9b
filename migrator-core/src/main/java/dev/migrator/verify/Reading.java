package dev.migrator.verify;

import dev.migrator.error.StoreException;

/// Tells files that cannot be read from a place that cannot be reached.
final class Reading {
  private Reading() {}

  /// Runs a check of one file; that the file cannot be read is a finding, that its place cannot be
  /// reached is a failure.
  static void of(Findings findings, String path, Runnable check) {
    try {
      check.run();
    } catch (StoreException e) {
      if (!isOfTheFile(e)) {
        throw e;
      }
      findings.add(FindingCode.V008, path, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isOfTheFile(StoreException failure) {
    return switch (failure.reason()) {
      case NOT_FOUND, CHANGED, FORBIDDEN, ARCHIVED, CUSTOMER_KEY, BAD_BYTES, CHANGING, REJECTED ->
          true;
      case NO_SUCH_STORE, ACCOUNT_GONE, UNSUPPORTED, EXISTS, THROTTLED, UNAVAILABLE -> false;
    };
  }
}
