package dev.migrator.restore;

import dev.migrator.restore.RestoreReport.SourceReport;

/// Restores one source, step by step as [Restore] calls for them.
sealed interface SourceRestore extends AutoCloseable permits StoreRestore, DatabaseRestore {

  /// Refuses a target that holds what this bundle did not put there, if that is asked for. Changes
  /// nothing.
  void look();

  /// Makes the target ready and foretells.
  Forecast foretell();

  /// To be called after [#foretell()].
  ///
  /// @throws dev.migrator.error.SpaceException if the target says that it has too little room
  void requireSpace();

  void restore();

  SourceReport report();

  @Override
  void close();
}
