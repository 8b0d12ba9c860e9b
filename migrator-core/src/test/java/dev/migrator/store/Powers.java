package dev.migrator.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// What not every implementation of a contract, nor every machine, has the power to do. A test that
/// needs it is aborted with a reason that begins with [#LIMIT]: such a test is no skipped one,
/// since nobody could have run it.
public final class Powers {
  public static final String LIMIT = "stated limit: ";

  private Powers() {}

  /// @param limit what cannot be done where `isThere` is false
  public static void need(boolean isThere, String limit) {
    assumeTrue(isThere, LIMIT + limit);
  }
}
