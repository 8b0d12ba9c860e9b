package dev.migrator.database;

/// Opens databases of every kind. Nothing is asked of them yet.
public interface DatabaseOpener {

  /// The caller closes it.
  ///
  /// @param stillWanted throws where the run is to stop; for waits that may take long
  DatabaseSource openSource(DatabaseAddress address, Runnable stillWanted);

  /// The caller closes it.
  ///
  /// @param kind of the database that is restored, which the address [DatabaseAddress#takes]
  /// @param stillWanted as for a source
  DatabaseTarget openTarget(DatabaseAddress address, String kind, Runnable stillWanted);
}
