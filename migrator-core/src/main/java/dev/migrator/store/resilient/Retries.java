package dev.migrator.store.resilient;

import dev.migrator.database.PatientCalls;
import dev.migrator.error.InterruptedRunException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls to one host that are made again where they fail for the moment. Safe for many threads at
/// once.
public final class Retries implements PatientCalls {
  private final Host host;

  private Retries(Host host) {
    this.host = host;
  }

  /// @param atOnce most calls under way at one time
  public static Retries of(RetryPolicy policy, int atOnce, Watcher watcher) {
    return new Retries(ResilientSource.hostOf(policy, atOnce, watcher));
  }

  @Override
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

  @Override
  public void pause(Duration time) {
    try {
      if (!host.sleep(time)) {
        throw stopped(null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(e);
    }
  }

  private static InterruptedRunException stopped(@Nullable Throwable cause) {
    return new InterruptedRunException(
        "stopped while it waited for the host", "Run the same command again to go on.", cause);
  }
}
