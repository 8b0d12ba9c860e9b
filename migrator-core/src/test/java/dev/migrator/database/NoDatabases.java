package dev.migrator.database;

/// For tests about stores alone.
public enum NoDatabases implements DatabaseOpener {
  INSTANCE;

  @Override
  public DatabaseSource openSource(DatabaseAddress address, Runnable stillWanted) {
    throw new UnsupportedOperationException("no databases here: " + address.label());
  }

  @Override
  public DatabaseTarget openTarget(DatabaseAddress address, String kind, Runnable stillWanted) {
    throw new UnsupportedOperationException("no databases here: " + address.label());
  }
}
