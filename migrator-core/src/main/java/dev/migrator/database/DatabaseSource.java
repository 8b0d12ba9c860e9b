package dev.migrator.database;

/// A database that is captured. Every method throws [dev.migrator.error.StoreException].
public interface DatabaseSource extends AutoCloseable {

  /// For messages: kind and place, never a credential.
  String label();

  /// Finds out whether the database answers at all.
  void greet();

  /// Fixes the instant that the whole capture stands for, and plans it.
  ///
  /// @param readers chunks that will be copied at one time
  /// @return the caller closes it
  /// @throws dev.migrator.error.InterruptedRunException if the run is to stop meanwhile
  OpenCut open(int readers);

  @Override
  void close();
}
