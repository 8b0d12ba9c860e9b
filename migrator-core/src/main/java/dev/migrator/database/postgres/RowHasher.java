package dev.migrator.database.postgres;

import dev.migrator.database.RowsHash;

/// Hashes rows as they pass, in one of COPY's formats. Not for several threads.
interface RowHasher {

  /// Takes the next bytes; rows may be cut anywhere.
  void update(byte[] bytes, int offset, int length);

  /// @throws dev.migrator.error.StoreException if the bytes end within a row
  RowsHash finish();
}
