package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hashes of enumerations are those of their numbers, which are others on each server: rows belong
/// to another partition there.
final class PostgresPartitionsTest {
  private static final int VALUES = 40;
  private static final int PARTITIONS = 4;
  private static final String ROWS = "SELECT mood::text || ' ' || n FROM felt ORDER BY 1";

  private static PostgresHost host;

  @TempDir private Path folder;
  private final String name = "partitions-" + UUID.randomUUID();
  private OddDatabase source;
  private OddDatabase target;
  private DatabaseBundle bundle;

  @BeforeAll
  static void start() {
    Bundles.requirePgDump(15);
    host = PostgresHost.start();
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void fill() {
    source = OddDatabase.create(host, name);
    source.run("CREATE TYPE mood AS ENUM ('m0')");
    for (int value = 1; value < VALUES; value++) {
      source.run("ALTER TYPE mood ADD VALUE 'm%d'".formatted(value));
    }
    source.run(
        "CREATE TABLE felt (n int, mood mood, twice int GENERATED ALWAYS AS (n * 2) STORED)"
            + " PARTITION BY HASH (mood)");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      source.run(
          "CREATE TABLE felt_%1$d PARTITION OF felt FOR VALUES WITH (MODULUS %2$d,"
                  .formatted(partition, PARTITIONS)
              + " REMAINDER %d)".formatted(partition));
    }
    source.run(
        "INSERT INTO felt SELECT g, ('m' || g %% %d)::mood FROM generate_series(1, 2000) g"
            .formatted(VALUES));
    bundle = Bundles.in(folder.resolve("bundle"));
    bundle.snapshot(source.address());
    target = new OddDatabase(host, name + "-restored");
  }

  private static String sizes(OddDatabase database) {
    return database
        .query(
            "SELECT string_agg(c::text, ',') FROM (SELECT count(*) c FROM felt"
                + " GROUP BY tableoid::regclass::text ORDER BY tableoid::regclass::text) s")
        .getFirst();
  }

  @Test
  void rowsThatBelongToAnotherPartitionGoThere() {
    SourceReport report = bundle.restore(target.address());
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.compared()).isEqualTo(2000);
    assertThat(target.query(ROWS)).isEqualTo(source.query(ROWS));
    assertThat(sizes(target)).as("they are others").isNotEqualTo(sizes(source));
  }

  @Test
  void onePartitionAloneComesToo() {
    SourceReport report = bundle.restore(target.address(), "public.felt_1");
    assertThat(report.differences().first()).isEmpty();
    String rows = "SELECT mood::text || ' ' || n FROM %s ORDER BY 1";
    assertThat(target.query(rows.formatted("felt")))
        .isEqualTo(source.query(rows.formatted("felt_1")));
  }
}
