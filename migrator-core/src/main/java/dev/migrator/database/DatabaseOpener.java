package dev.migrator.database;

/// Opens databases of every kind. Nothing is asked of them yet.
public interface DatabaseOpener {

  /// The caller closes it.
  ///
  /// @param calls for adapters whose chunks take many calls
  DatabaseSource openSource(DatabaseAddress address, PatientCalls calls);

  /// The caller closes it.
  ///
  /// @param kind of the database that is restored, which the address [DatabaseAddress#takes]
  /// @param calls as for a source
  DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls);
}
