package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Patience;
import dev.migrator.database.TableFilter;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import dev.migrator.sandbox.postgres.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database that PostgreSQL's own regression suite leaves behind, with every kind of object,
/// goes to an empty cluster and is compared.
final class PostgresRegressionTest {
  private static final String VARIABLE = "MIGRATOR_TEST_PG_REGRESSION";
  private static final Path SERVER = Path.of("/usr/lib/postgresql/15/bin");

  @TempDir private Path folder;

  /// `postgresql://postgres@127.0.0.1:PORT/DATABASE`, without a password.
  private static PostgresAddress source() {
    String url = System.getenv(VARIABLE);
    assumeTrue(url != null, VARIABLE + " names no regression database");
    URI uri = URI.create(url);
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort(),
        uri.getPath().substring(1),
        uri.getUserInfo(),
        null,
        Map.of(),
        null,
        TableFilter.ALL);
  }

  @Test
  void comesBackWithNoDifferenceUnexplained() {
    PostgresAddress source = source();
    Bundles.requirePgDump(15);
    DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
    assertThat(bundle.snapshot(source).hasGaps()).isFalse();
    try (PostgresHost host = PostgresHost.start(new Installation(SERVER))) {
      PostgresAddress target = new OddDatabase(host, source.database()).address();
      SourceReport report = bundle.restore(target);
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.losses()).isEmpty();
      assertThat(report.compared()).isGreaterThan(400_000);
      assertThat(schema(target)).isEqualTo(schema(source));
    }
  }

  /// The statements that would make it. A table's columns have no order here: of those that inherit
  /// from several others `pg_dump` itself does not keep it.
  private static List<String> schema(PostgresAddress database) {
    String script =
        PgDump.find(15)
            .orElseThrow()
            .run(
                List.of("--schema-only", "--create", "--no-password"),
                new Connector(database).environment(),
                Patience.OF_NO_RUN);
    return SqlScript.statements(script).stream()
        .map(PostgresRegressionTest::withoutOrder)
        .sorted()
        .toList();
  }

  private static String withoutOrder(String statement) {
    return statement.startsWith("CREATE TABLE")
        ? Arrays.stream(statement.split(",?\n"))
            .map(String::strip)
            .sorted()
            .collect(Collectors.joining("\n"))
        : statement;
  }
}
