package dev.migrator.database;

import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import java.time.Duration;
import java.util.function.Supplier;

/// Makes the calls of an adapter whose chunks take many of them: one that fails is made again by
/// itself, not the whole chunk. Safe for many threads at once.
public interface PatientCalls {

  /// Calls until it works, fails for good, or patience ends.
  ///
  /// @param attempt harmless when made twice
  /// @throws StoreException the last failure, also where the run is to stop
  <T> T call(Supplier<T> attempt);

  /// Waits for a host that does not fail, but is not done.
  ///
  /// @throws InterruptedRunException as soon as the run is to stop
  void pause(Duration time);

  /// For work that is under way.
  ///
  /// @throws InterruptedRunException if the run is to stop
  default void throwIfStopped() {
    pause(Duration.ZERO);
  }
}
