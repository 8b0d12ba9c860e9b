package dev.migrator.database.postgres;

import dev.migrator.sandbox.PostgresHost;
import java.util.List;

/// A table `felt` with partitions by the hash of an enumeration. Such hashes are those of the
/// values' numbers, which are others on each server: rows belong to another partition there.
record ShiftingPartitions(OddDatabase database) {
  static final int ROWS = 2000;
  private static final int VALUES = 40;
  private static final int PARTITIONS = 4;

  static ShiftingPartitions fill(PostgresHost host, String name) {
    OddDatabase database = OddDatabase.create(host, name);
    database.run("CREATE TYPE mood AS ENUM ('m0')");
    for (int value = 1; value < VALUES; value++) {
      database.run("ALTER TYPE mood ADD VALUE 'm%d'".formatted(value));
    }
    database.run(
        "CREATE TABLE felt (n int, mood mood, twice int GENERATED ALWAYS AS (n * 2) STORED)"
            + " PARTITION BY HASH (mood)");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      database.run(
          "CREATE TABLE felt_%1$d PARTITION OF felt FOR VALUES WITH (MODULUS %2$d,"
                  .formatted(partition, PARTITIONS)
              + " REMAINDER %d)".formatted(partition));
    }
    database.run(
        "INSERT INTO felt SELECT g, ('m' || g %% %d)::mood FROM generate_series(1, %d) g"
            .formatted(VALUES, ROWS));
    return new ShiftingPartitions(database);
  }

  /// @param table `felt` or a partition of it
  List<String> rows(String table) {
    return database.query("SELECT mood::text || ' ' || n FROM %s ORDER BY 1".formatted(table));
  }

  /// Rows of each partition.
  String sizes() {
    return database
        .query(
            "SELECT string_agg(c::text, ',') FROM (SELECT count(*) c FROM felt"
                + " GROUP BY tableoid::regclass::text ORDER BY tableoid::regclass::text) s")
        .getFirst();
  }
}
