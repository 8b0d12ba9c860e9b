package dev.migrator.database;

/// Opens databases of every kind. Nothing is asked of them yet.
public interface DatabaseOpener {

  /// The caller closes it.
  DatabaseSource openSource(DatabaseAddress address);

  /// The caller closes it.
  DatabaseTarget openTarget(DatabaseAddress address);
}
