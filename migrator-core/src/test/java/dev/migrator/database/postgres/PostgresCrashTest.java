package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.postgres.CrashingTarget.Moment;
import dev.migrator.error.StoreException;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import dev.migrator.sandbox.postgres.Settings;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that are killed in the middle of a snapshot or a restore: one of their processes, or all
/// at once. This one keeps what it commits in memory for as long as it can: commits that did not
/// wait for the disk are lost.
@Timeout(120)
final class PostgresCrashTest {
  private static final int TABLES = 8;
  private static final int ROWS = 500;
  private static final int MANY_TABLES = 30;
  private static final int MANY_ROWS = 3000;
  private static final Duration DOWN = Duration.ofSeconds(3);

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

  @Test
  void aSnapshotWhoseServerIsKilledAndComesBackIsWhole() throws Exception {
    OddDatabase source = filled();
    DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
    String before = started();
    Thread killer = killWhenItCopies(source);
    SnapshotResult result = bundle.snapshot(source.address());
    killer.join();
    assertThat(started()).isNotEqualTo(before);
    if (!result.finished()) {
      result = bundle.snapshot(source.address());
    }
    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    requireWhole(bundle.restore(restored(source).address()));
  }

  @Test
  void aRestoreWhoseServerIsKilledAndComesBackIsWhole() throws Exception {
    OddDatabase source = filled();
    OddDatabase target = restored(source);
    DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
    bundle.snapshot(source.address());
    String before = started();
    Thread killer = killWhenItCopies(target);
    SourceReport report = orAgain(bundle, target);
    killer.join();
    assertThat(started()).isNotEqualTo(before);
    requireWhole(report);
    assertThat(target.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrator%'"))
        .isEmpty();
  }

  private static void requireWhole(SourceReport report) {
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.compared()).isEqualTo((long) MANY_TABLES * MANY_ROWS);
  }

  private static String started() {
    return new OddDatabase(host, "postgres")
        .query("SELECT pg_postmaster_start_time()::text")
        .getFirst();
  }

  private static OddDatabase filled() {
    OddDatabase source = OddDatabase.create(host, "kill-" + UUID.randomUUID());
    for (int table = 0; table < MANY_TABLES; table++) {
      source.run(
          "CREATE TABLE t%d AS SELECT g AS id, repeat(md5(g::text), 30) AS v FROM generate_series(1, %d) g"
              .formatted(table, MANY_ROWS),
          "ALTER TABLE t%d ADD PRIMARY KEY (id)".formatted(table));
    }
    return source;
  }

  private static OddDatabase restored(OddDatabase source) {
    return new OddDatabase(host, source.name() + "-restored");
  }

  /// Once this program copies in a database.
  private static Thread killWhenItCopies(OddDatabase database) {
    OddDatabase server = new OddDatabase(host, "postgres");
    String question =
        "SELECT pid::text FROM pg_stat_activity WHERE datname = '%s' AND application_name = 'migrator' AND query LIKE 'COPY%%' AND state = 'active'"
            .formatted(database.name());
    return Thread.ofPlatform()
        .start(() -> {
          while (server.query(question).isEmpty()) {
            Thread.onSpinWait();
          }
          host.kill(DOWN);
        });
  }

  private static SourceReport orAgain(DatabaseBundle bundle, OddDatabase target) {
    try {
      return bundle.restore(target.address());
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(StoreException.Reason.UNAVAILABLE);
      return bundle.restore(target.address());
    }
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
