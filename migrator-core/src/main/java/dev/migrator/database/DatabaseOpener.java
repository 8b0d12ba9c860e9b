package dev.migrator.database;

/// Opens databases of every kind. Nothing is asked of them yet.
public interface DatabaseOpener {

  /// The caller closes it.
  DatabaseSource openSource(DatabaseAddress address);

  /// The caller closes it.
  ///
  /// @param kind of the database that is restored, which the address [DatabaseAddress#takes]
  DatabaseTarget openTarget(DatabaseAddress address, String kind);
}
