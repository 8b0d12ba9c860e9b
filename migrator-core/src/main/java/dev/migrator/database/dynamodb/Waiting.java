package dev.migrator.database.dynamodb;

import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import java.time.Duration;
import java.util.function.Supplier;

/// Waits, and asks again. A page that was refused is asked for again by itself, because its chunk
/// would have to be read from its start. Safe for many threads at once.
///
/// @param stillWanted throws where the run is to stop
record Waiting(Runnable stillWanted) {
  private static final long FIRST_DELAY_NANOS = 50_000_000;
  private static final int MOST_DOUBLINGS = 7;
  private static final long LOOK_UP_NANOS = 200_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// Asks until there is an answer, at the pace that the host bears.
  ///
  /// @throws StoreException the last failure: one for good, or one that stayed for two minutes
  <T> T ask(Pace pace, Supplier<T> question) {
    long since = System.nanoTime();
    for (int failures = 0; ; failures++) {
      sleep(pace.delay(System.nanoTime()));
      try {
        return question.get();
      } catch (StoreException e) {
        boolean isPatient = System.nanoTime() - since < PATIENCE.toNanos();
        if (!e.reason().isTransient() || !isPatient) {
          throw e;
        }
        if (e.reason() == StoreException.Reason.THROTTLED) {
          pace.throttled(System.nanoTime());
        }
        backOff(failures);
      }
    }
  }

  /// Asks a host that sets no pace.
  <T> T ask(Supplier<T> question) {
    return ask(new Pace(Double.POSITIVE_INFINITY, System.nanoTime()), question);
  }

  /// @param failures so far, from 0
  void backOff(int failures) {
    sleep(FIRST_DELAY_NANOS << Math.min(MOST_DOUBLINGS, failures));
  }

  void sleep(long nanos) {
    long left = nanos;
    while (left > 0) {
      stillWanted.run();
      long step = Math.min(left, LOOK_UP_NANOS);
      sleepThrough(step);
      left -= step;
    }
  }

  private static void sleepThrough(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "stopped while it waited for the host", "Run the same command again to go on.", e);
    }
  }
}
