package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Patience;
import dev.migrator.database.Withheld;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import dev.migrator.snapshot.SnapshotResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From one server to another and compared, on servers of every major version.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64") // the servers are built for it
final class PostgresRoundTripTest {
  @TempDir private Path folder;

  private static PostgresHost start(int major) {
    return PostgresHost.start(PostgresMajors.jars().get(major));
  }

  @ParameterizedTest
  @CsvSource({"13, 13", "13, 18", "14, 16", "15, 15", "15, 17", "16, 16", "17, 18", "18, 18"})
  void everythingOddComesBackAsItWas(int from, int to) throws Exception {
    PgDump program = Bundles.pgDump(from);
    try (PostgresHost source = start(from);
        PostgresHost target = start(to)) {
      OddDatabase odd = OddDatabase.fill(source, "odd", from);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = Bundles.snapshot(bundle, odd, program);
      assertThat(result.finished()).isTrue();
      assertThat(result.hasGaps()).isFalse();
      OddDatabase restored = new OddDatabase(target, "odd");
      SourceReport report = bundle.restore(restored.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.losses()).isEmpty();
      assertThat(report.compared()).isEqualTo(report.written()).isPositive();
      assertThat(report.withheld())
          .extracting(Withheld::what)
          .contains(
              "password of role odd_owner", "options of the user mapping of public for server far")
          .anyMatch(what -> what.startsWith("subscription letters"));
      requireHarmless(restored);
      requireEqual(odd, restored);
      if (from == to) {
        assertThat(schema(restored, program)).isEqualTo(schema(odd, program));
      }
    }
  }

  static void requireHarmless(OddDatabase restored) {
    assertThat(restored.query("SELECT evtenabled FROM pg_event_trigger")).containsExactly("D");
    assertThat(restored.query("SELECT what FROM plain.log")).isEmpty();
    assertThat(restored.query("SELECT subname FROM pg_subscription")).isEmpty();
    assertThat(restored.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrator%'"))
        .isEmpty();
  }

  static void requireEqual(OddDatabase odd, OddDatabase restored) {
    for (String query :
        List.of(
            "SELECT last_value || ' ' || is_called FROM plain.counting_down",
            "SELECT last_value || ' ' || is_called FROM plain.exhausted",
            "SELECT last_value || ' ' || is_called FROM plain.untouched",
            "SELECT last_value || ' ' || is_called FROM plain.types_id_seq",
            "SELECT md5(lo_get(oid)) FROM pg_largeobject_metadata ORDER BY oid",
            "SELECT tableoid::regclass || ' ' || k FROM plain.byhash ORDER BY k",
            "SELECT tableoid::regclass || ' ' || d FROM plain.bydate ORDER BY d",
            "SELECT t::text FROM plain.types t ORDER BY id",
            "SELECT n::text FROM plain.above",
            "SELECT relispopulated::text FROM pg_class WHERE relname = 'empty_one'",
            "SELECT conname || convalidated FROM pg_constraint WHERE contype <> 'n'"
                + " AND connamespace = 'plain'::regnamespace ORDER BY 1",
            "SELECT setconfig::text FROM pg_db_role_setting ORDER BY 1",
            "SELECT rolname || rolsuper || rolcreatedb || rolconnlimit || coalesce(rolvaliduntil::text, '')"
                + " FROM pg_roles WHERE rolname LIKE 'odd%' ORDER BY 1",
            "SELECT datacl::text FROM pg_database WHERE datname = 'odd'",
            "SELECT lomacl::text FROM pg_largeobject_metadata ORDER BY oid")) {
      assertThat(restored.query(query)).as(query).isEqualTo(odd.query(query));
    }
  }

  /// With everything that `pg_dump` tells, but for what differs by design.
  private static List<String> schema(OddDatabase database, PgDump program) {
    String script =
        program.run(
            List.of("--schema-only", "--create", "--no-password", "--no-subscriptions"),
            new Connector(database.address()).environment(),
            Patience.OF_NO_RUN);
    return SqlScript.statements(script).stream()
        .filter(statement -> !statement.contains("EVENT TRIGGER calls_out"))
        .filter(statement -> !statement.startsWith("CREATE USER MAPPING"))
        .sorted()
        .toList();
  }

  @Test
  void noSecretIsInTheBundle() throws IOException {
    Bundles.requirePgDump(15);
    try (PostgresHost source = start(15)) {
      OddDatabase odd = OddDatabase.fill(source, "odd", 15);
      Bundles.in(folder.resolve("bundle")).snapshot(odd.address());
    }
    try (Stream<Path> files = Files.walk(folder.resolve("bundle"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("secret-of-");
      }
    }
  }
}
