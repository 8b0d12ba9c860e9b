package dev.migrator.database;

/// For tests about stores alone.
public enum NoDatabases implements DatabaseOpener {
  INSTANCE;

  @Override
  public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
    throw new UnsupportedOperationException("no databases here: " + address.label());
  }

  @Override
  public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
    throw new UnsupportedOperationException("no databases here: " + address.label());
  }
}
