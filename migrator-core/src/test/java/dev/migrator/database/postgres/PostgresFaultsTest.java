package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.PostgresHost;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.resilient.Retries;
import dev.migrator.store.resilient.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with a PostgreSQL server, provoked on a real one.
@Timeout(180)
final class PostgresFaultsTest {
  private static final int TABLES = 60;

  private static PostgresHost host;

  @TempDir private Path folder;
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
  void makeDatabases() {
    String name = "fault-" + UUID.randomUUID();
    source = OddDatabase.create(host, name);
    target = new OddDatabase(host, name + "-restored");
    bundle = Bundles.in(folder.resolve("bundle"));
  }

  private void fill() {
    for (int table = 0; table < TABLES; table++) {
      source.run(
          "CREATE TABLE t%d AS SELECT g AS id, repeat(md5(g::text), 30) AS v FROM generate_series(1, 3000) g"
              .formatted(table),
          "ALTER TABLE t%d ADD PRIMARY KEY (id)".formatted(table));
    }
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    try (Bundle opened = Bundle.open(new DirectoryStore(folder.resolve("bundle")))) {
      opened.gaps(opened.head(), null, gaps::add);
    }
    return gaps;
  }

  private static List<String> parts(List<Gap> gaps) {
    return gaps.stream().map(gap -> ((OfPart) gap.scope()).part()).toList();
  }

  /// Ends sessions of this program in a database once one of them copies.
  private static void killWhile(OddDatabase database, String doing, AtomicBoolean killed) {
    OddDatabase server = new OddDatabase(host, "postgres");
    while (!killed.get()) {
      List<String> ended =
          server.query(
              """
              SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = '%1$s' AND application_name = 'migrator' AND EXISTS (
                SELECT FROM pg_stat_activity
                WHERE datname = '%1$s' AND query LIKE '%2$s' AND state = 'active')
              """
                  .formatted(database.name(), doing));
      killed.set(!ended.isEmpty());
    }
  }

  @Test
  void aDatabaseWhoseSessionsAreEndedIsBegunAgain() {
    fill();
    AtomicBoolean killed = new AtomicBoolean();
    CompletableFuture<Void> killing =
        CompletableFuture.runAsync(() -> killWhile(source, "COPY %", killed));
    SnapshotResult result = bundle.snapshot(source.address());
    assertThat(killed).isTrue();
    killing.join();
    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(bundle.restore(target.address()).differences().first()).isEmpty();
  }

  @Test
  void aRestoreWhoseSessionsAreEndedGoesOn() {
    fill();
    bundle.snapshot(source.address());
    AtomicBoolean killed = new AtomicBoolean();
    CompletableFuture<Void> killing =
        CompletableFuture.runAsync(() -> killWhile(target, "COPY %", killed));
    SourceReport report = bundle.restore(target.address());
    assertThat(killed).isTrue();
    killing.join();
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.compared()).isEqualTo(3000L * TABLES);
  }

  @Test
  void aRestoreThatIsStoppedGoesOnFromThere() {
    fill();
    bundle.snapshot(source.address());
    StopSignal stop = new StopSignal();
    CompletableFuture<Void> stopping =
        CompletableFuture.runAsync(() -> {
          OddDatabase server = new OddDatabase(host, "postgres");
          while (server
              .query(
                  "SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY %' AND datname = '"
                      + target.name()
                      + "'")
              .isEmpty()) {
            Thread.onSpinWait();
          }
          stop.stop();
        });
    RestoreReport first = bundle.restore(target.address(), stop);
    stopping.join();
    assertThat(first.interrupted()).isTrue();
    SourceReport second = bundle.restore(target.address());
    assertThat(second.alreadyThere()).isPositive();
    assertThat(second.written() + second.alreadyThere()).isEqualTo(3000L * TABLES);
    assertThat(second.differences().first()).isEmpty();
  }

  @Test
  void aSnapshotThatIsStoppedNamesWhatIsLeft() {
    fill();
    StopSignal stop = new StopSignal();
    stop.stop();
    SnapshotResult result = bundle.snapshot(source.address(), stop);
    assertThat(result.finished()).isFalse();
    assertThat(parts(gaps())).containsExactly("database");
    assertThat(bundle.snapshot(source.address()).finished()).isTrue();
    assertThat(gaps()).isEmpty();
  }

  @Test
  @Timeout(30)
  void aDumpOfTheSchemaIsEndedWhenTheRunIsToStop() throws Exception {
    Path begun = folder.resolve("begun");
    Path program = folder.resolve("pg_dump");
    Files.writeString(
        program,
        """
        #!/bin/sh
        case "$1" in --version) echo "pg_dump (PostgreSQL) 99.9"; exit ;; esac
        echo $$ >'%1$s.tmp' && mv '%1$s.tmp' '%1$s'
        exec sleep 100
        """
            .formatted(begun));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    StopSignal stop = new StopSignal();
    PatientCalls calls = Retries.of(RetryPolicy.DEFAULT, 4, stop::isStopped);
    CompletableFuture<Void> stopping =
        CompletableFuture.runAsync(() -> {
          while (!Files.exists(begun)) {
            Thread.onSpinWait();
          }
          stop.stop();
        });
    PostgresSource slow = new PostgresSource(source.address(), _ -> PgDump.at(program), calls);
    SnapshotResult result = bundle.snapshot(source.address(), slow, stop);
    stopping.join();
    assertThat(result.interrupted()).isTrue();
    assertThat(parts(gaps())).containsExactly("database");
    long dump = Long.parseLong(Files.readString(begun).strip());
    assertThat(ProcessHandle.of(dump).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private PostgresAddress asReader(OddDatabase database) {
    database.run("DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN PASSWORD 'reads'");
    return new PostgresAddress(
        "127.0.0.1",
        host.port(),
        database.name(),
        "reader",
        new Secret("reads"),
        Map.of(),
        null,
        TableFilter.ALL);
  }

  @Test
  void whatTheRoleMayNotReadIsAGapAndTheRestIsThere() {
    source.run(
        "CREATE TABLE open (id int)",
        "INSERT INTO open VALUES (1)",
        "CREATE TABLE closed (id int)",
        "CREATE TABLE some_columns (id int, secret text)",
        "CREATE TABLE hidden (id int)",
        "INSERT INTO hidden VALUES (1)",
        "ALTER TABLE hidden ENABLE ROW LEVEL SECURITY",
        "CREATE SCHEMA vault",
        "CREATE TABLE vault.gold (id int)",
        "CREATE SEQUENCE locked_away",
        "SELECT lo_from_bytea(42, 'closed')",
        "SELECT lo_from_bytea(43, 'open')");
    PostgresAddress reader = asReader(source);
    source.run(
        "GRANT SELECT ON open, hidden, vault.gold TO reader",
        "GRANT SELECT (id) ON some_columns TO reader",
        "GRANT SELECT ON LARGE OBJECT 43 TO PUBLIC");
    SnapshotResult result = bundle.snapshot(reader);
    assertThat(result.stopped()).isNull();
    assertThat(gaps()).extracting(Gap::code).containsOnly(Gap.Code.FORBIDDEN);
    assertThat(parts(gaps()))
        .containsExactlyInAnyOrder(
            "table public.closed",
            "table public.some_columns",
            "table public.hidden",
            "table vault.gold",
            "sequence public.locked_away",
            "large objects");
    SourceReport report = bundle.restore(target.address());
    assertThat(report.written()).isEqualTo(2);
    assertThat(report.gaps()).isEqualTo(6);
    assertThat(report.differences().first()).isEmpty();
    assertThat(target.query("SELECT convert_from(lo_get(43), 'UTF8')")).containsExactly("open");
    assertThat(target.query("SELECT id::text FROM open")).containsExactly("1");
  }

  @Test
  void aTableThatSomebodyHoldsIsToldAndTheRunGoesOnWhenItIsFree() throws Exception {
    source.run("CREATE TABLE held (id int)");
    try (var holder = source.connect()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
      try (ExportedSnapshot snapshot = ExportedSnapshot.take(new Connector(source.address()))) {
        assertThatThrownBy(() -> snapshot.lock(List.of("public.held"), "100ms"))
            .isInstanceOfSatisfying(
                StoreException.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
            .hasMessageContaining("public.held is held by process");
      }
    }
    assertThat(bundle.snapshot(source.address()).finished()).isTrue();
  }

  @Test
  void wrongPasswordsAndNamesAreOneClearMessage() {
    PostgresAddress good = source.address();
    PostgresAddress stranger =
        new PostgresAddress(
            good.host(),
            good.port(),
            good.database(),
            good.user(),
            new Secret("not-the-password"),
            Map.of(),
            null,
            TableFilter.ALL);
    assertThatThrownBy(() -> bundle.snapshot(stranger))
        .isInstanceOfSatisfying(
            StoreException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_GONE))
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("not-the-password");
    assertThatThrownBy(() -> bundle.snapshot(new OddDatabase(host, "nowhere").address()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("\"nowhere\" does not exist");
  }

  @Test
  void anotherDatabaseThanTheOneMeantIsNotTouched() {
    source.run("CREATE TABLE a (id int)");
    bundle.snapshot(source.address());
    OddDatabase used = OddDatabase.create(host, target.name());
    used.run("CREATE TABLE strangers (id int)");
    assertThatThrownBy(() -> bundle.restore(used.address()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not empty: it holds 1 objects, as table public.strangers");
    assertThat(used.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'migrator%'"))
        .isEmpty();
  }

  @Test
  void whatCannotBeMadeIsToldAndALostRowIsFoundByTheNextRun() {
    source.run(
        "CREATE TABLE a (id int)",
        "INSERT INTO a SELECT generate_series(1, 100)",
        "CREATE TABLE b AS SELECT 1 AS id",
        "CREATE MATERIALIZED VIEW fails AS SELECT 1 / count(*) AS n FROM b",
        "DELETE FROM b");
    bundle.snapshot(source.address());
    SourceReport first = bundle.restore(target.address());
    assertThat(first.differences().first())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.key()).startsWith("REFRESH MATERIALIZED VIEW");
          assertThat(refused.detail()).contains("division by zero");
        });
    target.run("DELETE FROM a WHERE id = 7", "INSERT INTO b VALUES (1), (2)");
    assertThat(bundle.restore(target.address()).differences().first())
        .extracting(difference -> difference.key() + ": " + difference.detail())
        .containsExactly(
            "public.a: it has 99 rows instead of 100", "public.b: it has 2 rows instead of 0");
  }

  @Test
  @Timeout(60)
  void aLibraryThatTheTargetDoesNotHaveIsToldAtOnce() throws IOException {
    Path library = folder.resolve("here_only.so");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String libraries =
        source.query("SELECT setting FROM pg_config WHERE name = 'PKGLIBDIR'").getFirst();
    Files.copy(Path.of(libraries, "plpgsql.so"), library);
    source.run(
        "CREATE FUNCTION elsewhere() RETURNS language_handler LANGUAGE c AS '%s', 'plpgsql_call_handler'"
            .formatted(library),
        "CREATE TABLE a AS SELECT 1 AS id");
    bundle.snapshot(source.address());
    Files.delete(library);
    SourceReport report = bundle.restore(target.address());
    assertThat(report.differences().first())
        .anySatisfy(refused -> {
          assertThat(refused.key()).startsWith("CREATE FUNCTION \"public\".\"elsewhere\"");
          assertThat(refused.detail())
              .contains("could not access file \"%s\"".formatted(library))
              .contains("Install the package that has this file");
        });
    assertThat(target.query("SELECT id::text FROM a")).containsExactly("1");
  }

  @Test
  void onlyTheTablesThatAreWantedGetRows() {
    source.run(
        "CREATE SCHEMA \"Odd.One\"",
        "CREATE TABLE \"Odd.One\".t AS SELECT 1 AS id",
        "CREATE TABLE a AS SELECT 1 AS id",
        "CREATE TABLE tmp_a AS SELECT 1 AS id");
    TableFilter wanted = new TableFilter(List.of("public.*", "\"Odd.One\".?"), List.of("*.tmp_*"));
    bundle.snapshot(source.address(wanted));
    SourceReport report = bundle.restore(target.address(), "\"Odd.One\".*");
    assertThat(report.written()).isEqualTo(1);
    assertThat(target.query("SELECT count(*)::text FROM \"Odd.One\".t")).containsExactly("1");
    for (String table : List.of("a", "tmp_a")) {
      assertThat(target.query("SELECT count(*)::text FROM " + table)).containsExactly("0");
    }
  }

  @Test
  void aRoleThatIsThereGetsNoMoreRightsAndACommentEndsNoBlock() {
    String hostile = "it''s $migrator$; CREATE ROLE intruder; $migrator1$ %s %%";
    source.run(
        "CREATE ROLE \"known@name %1$s\" NOLOGIN",
        "COMMENT ON ROLE \"known@name %1$s\" IS '" + hostile + "'",
        "CREATE ROLE new_one LOGIN",
        "COMMENT ON DATABASE \"%s\" IS '".formatted(source.name()) + hostile + "'",
        "GRANT pg_monitor TO \"known@name %1$s\", new_one",
        "ALTER ROLE new_one SET search_path = 'a, b', c",
        "CREATE TABLE owned (id int)",
        "ALTER TABLE owned OWNER TO new_one");
    bundle.snapshot(source.address());
    source.run(
        "REVOKE pg_monitor FROM \"known@name %1$s\"",
        "ALTER TABLE owned OWNER TO postgres", "DROP ROLE new_one");
    SourceReport report = bundle.restore(target.address());
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.losses()).isEmpty();
    assertThat(target.query("SELECT count(*)::text FROM pg_roles WHERE rolname = 'intruder'"))
        .containsExactly("0");
    assertThat(
            target.query(
                """
                SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
                JOIN pg_roles r ON r.oid = a.roleid WHERE r.rolname = 'pg_monitor'
                """))
        .containsExactly("new_one");
    assertThat(target.query("SELECT tableowner FROM pg_tables WHERE tablename = 'owned'"))
        .containsExactly("new_one");
    assertThat(target.query("SELECT rolconfig::text FROM pg_roles WHERE rolname = 'new_one'"))
        .containsExactly("{\"search_path=\\\"a, b\\\", c\"}");
  }

  @Test
  void aSnapshotThatIsStoppedWhileItCopiesEndsInGoodOrder() {
    fill();
    StopSignal stop = new StopSignal();
    CompletableFuture<Void> stopping =
        CompletableFuture.runAsync(() -> {
          while (source
              .query(
                  "SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY %' AND datname = '"
                      + source.name()
                      + "'")
              .isEmpty()) {
            Thread.onSpinWait();
          }
          stop.stop();
        });
    SnapshotResult result = bundle.snapshot(source.address(), stop);
    stopping.join();
    assertThat(result.interrupted()).isTrue();
    assertThat(gaps()).isNotEmpty().allMatch(gap -> gap.code() == Gap.Code.NOT_REACHED);
    assertThat(bundle.snapshot(source.address()).finished()).isTrue();
    assertThat(gaps()).isEmpty();
  }

  @Test
  void stepsThatAServerLostInACrashCountAsNotDone() {
    source.run("CREATE TABLE t (i int)");
    try (Pool pool = new Pool(new Connector(source.address()), "SET synchronous_commit = off")) {
      Ledger ledger = new Ledger();
      pool.use(connection -> {
        ledger.open(connection, "a cut");
        ledger.settle(connection);
        ledger.settle(connection);
        ledger.committed("a part");
        assertThatThrownBy(() -> ledger.settle(connection))
            .isInstanceOfSatisfying(
                StoreException.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(ledger.isDone("a part")).isFalse();
        ledger.settle(connection);
      });
    }
  }

  @Test
  void jobsThatWouldRunAgainAreToldOf() {
    source.run(
        "CREATE SCHEMA cron",
        "CREATE TABLE cron.job (jobid int, schedule text, command text, active boolean)",
        "INSERT INTO cron.job VALUES (1, '* * * * *', 'SELECT 1', true)");
    bundle.snapshot(source.address());
    assertThat(bundle.restore(target.address()).losses())
        .extracting(count -> count.loss().what())
        .containsExactly("jobs of pg_cron");
  }

  @Test
  void whatIsMadeOrDroppedWhileTheSchemaIsDumpedIsSeen() {
    source.run("CREATE VIEW gone AS SELECT 1 AS i", "CREATE TABLE t (i int)");
    Connector connector = new Connector(source.address());
    try (ExportedSnapshot snapshot = ExportedSnapshot.take(connector);
        Pool now = new Pool(connector)) {
      var before = SchemaObjects.ask(snapshot.first(), List.of());
      assertThat(new SchemaDrift(before, before).omission()).isEmpty();
      assertThat(new SchemaDrift(before, before).note()).isEmpty();
      source.run("DROP VIEW gone", "CREATE SEQUENCE made");
      now.use(connection -> {
        SchemaDrift drift = new SchemaDrift(before, SchemaObjects.ask(connection, List.of()));
        assertThat(drift.omission().orElseThrow().reason()).contains("public.gone");
        assertThat(drift.note().orElseThrow()).contains("public.made");
      });
    }
  }
}
