package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.OpenCut;
import dev.migrator.database.Patience;
import dev.migrator.database.RowsHash;
import dev.migrator.database.postgres.Relation.Form;
import dev.migrator.database.postgres.Relation.Kind;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.restore.RestoreReport.LossCount;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import dev.migrator.snapshot.SnapshotResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/// Large tables in parts, binary rows, tablespaces, and servers that no `pg_dump` here is made for.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64") // the servers are built for it
final class PostgresFormsTest {
  private static final int ROWS = 150_000;

  @TempDir private Path folder;

  private static PostgresHost start(int major) {
    return PostgresHost.start(PostgresMajors.jars().get(major));
  }

  /// Above what is one part; its keys have gaps, begin below zero, and rows were deleted.
  private static OddDatabase large(PostgresHost host, String key) {
    OddDatabase database = OddDatabase.create(host, "large");
    database.run(
        "CREATE TABLE big (id bigint %s, v text)".formatted(key),
        "INSERT INTO big SELECT g * 7 - 1000, repeat('x', 400) FROM generate_series(1, %d) g"
            .formatted(ROWS),
        "DELETE FROM big WHERE id % 3 = 0",
        "INSERT INTO big SELECT -9000000000 - g, 'far away' FROM generate_series(1, 100) g");
    return database;
  }

  /// Whether a table is cut, and how.
  @ParameterizedTest
  @CsvSource({"13, PRIMARY KEY, true", "13, NOT NULL, false", "14, NULL, true", "18, NULL, true"})
  void aLargeTableIsCutIntoPartsThatTogetherAreAllOfIt(int major, String key, boolean isCut) {
    try (PostgresHost host = start(major)) {
      OddDatabase database = large(host, key);
      RowsHash sum = RowsHash.NONE;
      List<Long> rows = new ArrayList<>();
      try (PostgresSource source = new PostgresSource(database.address(), Patience.OF_NO_RUN);
          OpenCut cut = source.open(1)) {
        for (Chunk chunk : cut.chunks()) {
          RowsHash hash = cut.copy(chunk, (bytes, offset, length) -> {});
          rows.add(hash.rows());
          sum = sum.plus(hash);
        }
      }
      assertThat(rows.size() > 2).isEqualTo(isCut);
      assertThat(sum).isEqualTo(inOne(database));
      assertThat(sum.rows())
          .isEqualTo(Long.parseLong(database.query("SELECT count(*) FROM big").getFirst()));
    }
  }

  private static RowsHash inOne(OddDatabase database) {
    Relation whole =
        new Relation("t", Kind.TABLE, "public", "big", List.of("id", "v"), "", Form.TEXT);
    Connection connection = new Connector(database.address()).open();
    try {
      return CopyOut.run(
          connection, "reading", whole.copyOut("", "UTF8"), whole.hasher(), (b, o, l) -> {});
    } finally {
      Sql.close(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18})
  void withoutAPgDumpTheRowsAreThereAndTheSchemaIsAGapThatNamesThePackage(int major) {
    Path place = folder.resolve("bundle");
    DatabaseBundle bundle = Bundles.in(place);
    try (PostgresHost host = start(major)) {
      OddDatabase odd = OddDatabase.fill(host, "odd", major);
      SnapshotResult result =
          bundle.snapshot(
              odd.address(),
              new PostgresSource(odd.address(), _ -> Optional.empty(), Patience.OF_NO_RUN));
      assertThat(result.finished()).isTrue();
      List<Gap> gaps = new ArrayList<>();
      try (Bundle opened = Bundle.open(new DirectoryStore(place))) {
        opened.gaps(opened.head(), null, gaps::add);
        assertThat(opened.head().sources().get(Bundles.SOURCE).bestCut().orElseThrow().rows())
            .isGreaterThan(1000);
      }
      assertThat(gaps)
          .singleElement()
          .satisfies(gap -> {
            assertThat(((OfPart) gap.scope()).part()).isEqualTo("schema");
            assertThat(gap.reason()).contains("install the package postgresql-client-" + major);
          });
      SourceReport report = bundle.restore(new OddDatabase(host, "restored").address());
      assertThat(report.losses())
          .extracting(LossCount::loss)
          .anyMatch(loss -> loss.what().equals("schema"));
      assertThat(report.differences().first())
          .anyMatch(difference -> difference.detail().contains("does not exist"));
    }
  }

  @Test
  void rowsInBinaryFormAreTakenBackAndHaveTheSameHash() throws Exception {
    try (PostgresHost host = PostgresHost.start()) {
      OddDatabase database = OddDatabase.create(host, "binary");
      database.run(
          "CREATE TABLE a (id int, b bytea, t text)",
          "INSERT INTO a VALUES (1, '\\x00ff0a', NULL), (2, NULL, ''), (NULL, '', E'tab\\t')",
          "CREATE TABLE b (LIKE a)");
      Relation from = binary("a");
      Relation to = binary("b");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Connection connection = new Connector(database.address()).open();
      RowsHash hash =
          CopyOut.run(connection, "a", from.copyOut("", "UTF8"), from.hasher(), bytes::write);
      assertThat(hash.rows()).isEqualTo(3);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(to.copyIn("UTF8"), new ByteArrayInputStream(bytes.toByteArray()));
      assertThat(CopyOut.run(connection, "b", to.copyOut("", "UTF8"), to.hasher(), (b, o, l) -> {}))
          .isEqualTo(hash);
      assertThat(database.query("SELECT count(*)::text FROM a NATURAL JOIN b")).hasSize(1);
      assertThat(database.query("SELECT t::text FROM (TABLE a EXCEPT TABLE b) t")).isEmpty();
      Sql.close(connection);
    }
  }

  private static Relation binary(String table) {
    return new Relation("t", Kind.TABLE, "public", table, List.of("id", "b", "t"), "", Form.BINARY);
  }

  @Test
  void bytesThatAreNoTextOfAnyEncodingComeBackAsTheyWere() {
    Bundles.requirePgDump(15);
    try (PostgresHost host = PostgresHost.start()) {
      OddDatabase postgres = new OddDatabase(host, "postgres");
      for (String encoding : List.of("SQL_ASCII", "LATIN1")) {
        String name = "odd_" + encoding.toLowerCase(java.util.Locale.ROOT);
        postgres.run(
            "CREATE DATABASE %s ENCODING '%s' TEMPLATE template0".formatted(name, encoding));
        OddDatabase database = new OddDatabase(host, name);
        database.run(
            "CREATE TABLE t (id int, v text)",
            encoding.equals("LATIN1")
                ? "INSERT INTO t VALUES (1, U&'\\00e9\\00a7')"
                : "INSERT INTO t VALUES (1, E'\\351\\247\\303')");
        DatabaseBundle bundle = Bundles.in(folder.resolve(name));
        bundle.snapshot(database.address());
        OddDatabase restored = new OddDatabase(host, name + "_restored");
        assertThat(bundle.restore(restored.address()).differences().first()).isEmpty();
        assertThat(
                restored.query(
                    "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"))
            .containsExactly(encoding);
        assertThat(restored.query("SELECT octet_length(v)::text FROM t"))
            .isEqualTo(database.query("SELECT octet_length(v)::text FROM t"));
      }
    }
  }

  @Test
  void tablesAndIndexesKeepTheirTablespaceWhereThereIsOne() {
    Bundles.requirePgDump(15);
    try (PostgresHost host = PostgresHost.start();
        PostgresHost other = PostgresHost.start()) {
      OddDatabase database = OddDatabase.create(host, "placed");
      database.run("SET allow_in_place_tablespaces = true", "CREATE TABLESPACE fast LOCATION ''");
      database.run(
          "CREATE TABLE near (id int)",
          "CREATE TABLE placed (id int PRIMARY KEY, v text) TABLESPACE fast",
          "CREATE INDEX placed_too ON near (id) TABLESPACE fast",
          "CREATE INDEX not_placed ON placed (v)");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(database.address());
      OddDatabase restored = new OddDatabase(host, "restored");
      assertThat(bundle.restore(restored.address()).losses()).isEmpty();
      String placed =
          "SELECT relname FROM pg_class WHERE reltablespace IN (SELECT oid FROM pg_tablespace WHERE spcname = 'fast')"
              + " AND relname NOT LIKE 'pg_toast%' ORDER BY 1";
      assertThat(restored.query(placed)).containsExactly("placed", "placed_too");
      SourceReport elsewhere = bundle.restore(new OddDatabase(other, "placed").address());
      assertThat(elsewhere.differences().first()).isEmpty();
      assertThat(elsewhere.losses())
          .extracting(count -> count.loss().what())
          .containsOnly("tablespace");
    }
  }

  @Test
  void rolesOfProvidersStayBehind() {
    for (String name : List.of("pg_monitor", "rdsadmin", "rds_superuser", "cloudsqlsuperuser")) {
      assertThat(Roles.isTheProviders(name)).as(name).isTrue();
    }
    assertThat(Roles.isTheProviders("app")).isFalse();
  }
}
