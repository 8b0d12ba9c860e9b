package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.postgres.CrashingTarget.Moment;
import dev.migrator.error.StoreException;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import dev.migrator.sandbox.postgres.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that is killed in the middle of a restore, and keeps what it commits in memory for as
/// long as it can: commits that did not wait for the disk are lost.
@Timeout(120)
final class PostgresCrashTest {
  private static final int TABLES = 8;
  private static final int ROWS = 500;

  private static final Map<String, String> FORGETFUL =
      Map.of("wal_buffers", "64MB", "bgwriter_lru_maxpages", "0", "autovacuum", "off");

  private static PostgresHost host;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    Bundles.requirePgDump(15);
    host = PostgresHost.start(Settings.throwaway().with(FORGETFUL));
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatItLosesIsNoticedAndDoneAgain(Moment moment) {
    String name = "crash-" + UUID.randomUUID();
    OddDatabase source = OddDatabase.create(host, name);
    for (int table = 0; table < TABLES; table++) {
      source.run(
          "CREATE TABLE t%d AS SELECT g AS id FROM generate_series(1, %d) g".formatted(table, ROWS),
          "ALTER TABLE t%d ADD PRIMARY KEY (id)".formatted(table));
    }
    DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
    bundle.snapshot(source.address());
    OddDatabase target = new OddDatabase(host, name + "-restored");
    CrashingTarget crashing = new CrashingTarget(target, moment);
    SourceReport report =
        first(bundle, target, crashing).orElseGet(() -> bundle.restore(target.address()));
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.compared()).isEqualTo((long) TABLES * ROWS);
    assertThat(target.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrator%'"))
        .isEmpty();
    assertThat(crashing.lostSteps()).isEqualTo(TABLES);
  }

  /// It goes on by itself, or says that it has to be run again.
  private static Optional<SourceReport> first(
      DatabaseBundle bundle, OddDatabase target, CrashingTarget by) {
    try {
      return Optional.of(bundle.restore(target.address(), by));
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(StoreException.Reason.UNAVAILABLE);
      return Optional.empty();
    }
  }
}
