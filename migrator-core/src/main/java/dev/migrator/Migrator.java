package dev.migrator;

import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.restore.Forecast;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress;
import dev.migrator.verify.Verification;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;

/// The front door: a verb a method. Every method throws [dev.migrator.error.MigratorException] and
/// prints nothing.
public final class Migrator {

  public SnapshotResult snapshot(SnapshotRequest request, Progress progress, StopSignal stop) {
    throw new UnsupportedOperationException("" + request);
  }

  public Verification verify(
      StoreAddress bundle, OptionalLong commit, Verification.Level level, Progress progress) {
    throw new UnsupportedOperationException("" + bundle + commit + level);
  }

  /// @param foretold is told, before the first byte moves, by source what is to be done and what
  ///   the target cannot hold
  public RestoreReport restore(
      RestoreRequest request,
      Consumer<SortedMap<String, Forecast>> foretold,
      Progress progress,
      StopSignal stop) {
    throw new UnsupportedOperationException("" + request);
  }

  /// Opens a bundle for `ls`, `cat`, `status` and `gaps`. The caller closes it.
  public dev.migrator.bundle.Bundle open(StoreAddress bundle) {
    throw new UnsupportedOperationException("" + bundle);
  }
}
