package dev.migrator.restore;

import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;

/// Ends a restore before its time: because it was asked to, or because a part of it failed.
final class Halt {
  private final StopSignal stop;
  private volatile boolean failed;

  Halt(StopSignal stop) {
    this.stop = stop;
  }

  void fail() {
    failed = true;
  }

  boolean isAskedFor() {
    return stop.isStopped();
  }

  boolean isStopped() {
    return failed || stop.isStopped();
  }

  /// @throws InterruptedRunException if nothing more is to be done
  void check() {
    if (isStopped()) {
      throw new InterruptedRunException(
          "the restore was stopped", "Run the same command again: it goes on where it stopped.");
    }
  }
}
