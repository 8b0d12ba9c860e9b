package dev.migrator.database;

/// A database that is restored to.
public interface DatabaseTarget extends AutoCloseable {
  @Override
  void close();
}
