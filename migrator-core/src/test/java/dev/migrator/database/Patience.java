package dev.migrator.database;

import dev.migrator.store.resilient.Retries;
import dev.migrator.store.resilient.RetryPolicy;

/// For adapters that no run holds.
public final class Patience {
  /// Nobody stops it.
  public static final PatientCalls OF_NO_RUN = Retries.of(RetryPolicy.DEFAULT, 8, () -> false);

  private Patience() {}
}
