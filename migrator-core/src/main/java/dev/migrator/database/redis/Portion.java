package dev.migrator.database.redis;

import dev.migrator.database.redis.RdbSurvey.Section;

/// Where the bytes of a chunk come from.
sealed interface Portion {

  /// The RDB itself.
  record Rdb(Spool spool) implements Portion {}

  /// Keys of an RDB.
  record OfRdb(Spool spool, Section section) implements Portion {}

  /// Keys that are asked for by their names.
  record Listed(long database, KeyList.Names names) implements Portion {}
}
