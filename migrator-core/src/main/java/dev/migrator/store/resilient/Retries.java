package dev.migrator.store.resilient;

import java.util.function.Supplier;

/// Calls to one host that are made again where they fail for the moment. Safe for many threads at
/// once.
public final class Retries {
  private final Host host;

  private Retries(Host host) {
    this.host = host;
  }

  /// @param atOnce most calls under way at one time
  public static Retries of(RetryPolicy policy, int atOnce, Watcher watcher) {
    return new Retries(ResilientSource.hostOf(policy, atOnce, watcher));
  }

  /// Calls until it works, fails for good, or patience ends.
  ///
  /// @param attempt harmless when made twice
  /// @throws dev.migrator.error.StoreException the last failure, also where the watcher is halted
  public <T> T call(Supplier<T> attempt) {
    return host.call(attempt);
  }

  /// As [#call(Supplier)], for what has no answer.
  public void run(Runnable attempt) {
    boolean _ =
        host.call(() -> {
          attempt.run();
          return true;
        });
  }
}
