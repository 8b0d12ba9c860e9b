package dev.migrator.restore;

import dev.migrator.error.StoreException;
import java.time.Duration;
import java.util.function.Supplier;

/// Tries again what failed for the moment.
final class Patience {
  private static final int MOST_TRIES = 4;
  private static final long FIRST_WAIT_MILLIS = 200;

  private final Run run;

  Patience(Run run) {
    this.run = run;
  }

  /// @param task harmless when done twice
  <T> T of(Supplier<T> task) {
    for (int tries = 1; ; tries++) {
      try {
        return task.get();
      } catch (StoreException e) {
        if (!e.reason().isTransient() || tries == MOST_TRIES) {
          throw e;
        }
        run.retrying(e);
        pause(FIRST_WAIT_MILLIS << (2 * tries));
        run.halt().check();
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the halt is seen next
    }
  }
}
