package dev.migrator.database.dynamodb;

import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;

/// What is read for one chunk. Safe for many threads at once.
interface Portion {

  Table table();

  /// Reads it from its start.
  Copied copy(ByteSink sink);

  /// @param md5 of the stored file, in Base64
  record Copied(RowsHash hash, String md5) {}
}
