package dev.migrator.snapshot;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.Commit;
import dev.migrator.error.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be committed of one source. Only for the thread that commits.
sealed interface SourceRecord extends AutoCloseable permits StoreRecord, DatabaseRecord {

  /// Asks the source what there is to be captured.
  ///
  /// @param wanted units that keep all workers busy
  /// @return empty if there is nothing, or the source does not answer; it is stopped then
  List<Unit> prepare(String run, int wanted);

  /// As it is to stand in the next commit.
  ///
  /// @param whyNotReached of what is still missing, where the source is not to blame; empty for a
  ///   run that goes on
  Commit.SourceState settle(BundleWriter writer, Optional<String> whyNotReached);

  /// Whether all of it was captured in this run.
  boolean isReached(String run);

  /// Remarks that are no gaps, at the end of a run.
  List<String> notes(String run);

  /// Content that this run sealed.
  long movedBytes();

  /// As of the last [#settle].
  SnapshotResult.Totals totals();

  /// Why it was stopped, null where it was not.
  @Nullable StoreException cause();

  @Override
  void close();
}
