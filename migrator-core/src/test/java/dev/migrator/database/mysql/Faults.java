package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.OpenCut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.TableFilter;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong, and what stays whole all the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Faults {
  private static final int ROWS = 150_000;

  @TempDir private Path folder;

  private final Brand brand;
  private MysqlHost host;

  Faults(Brand brand) {
    this.brand = brand;
  }

  @BeforeAll
  void start() {
    host = MysqlHost.start(brand, "--log-bin");
    host.rootSql("CREATE DATABASE shop");
    host.sql(
        "shop",
        """
        CREATE TABLE items (id INT PRIMARY KEY, pad VARCHAR(600), KEY by_pad (pad(20)));
        INSERT INTO items SELECT seq * 3, RPAD(LEFT(SHA2(seq, 256), 32), 500, 'x') FROM %2$s;
        CREATE TABLE named (a VARCHAR(40), b INT, pad VARCHAR(600), PRIMARY KEY (a, b));
        INSERT INTO named SELECT LEFT(SHA2(seq DIV 2, 256), 32), seq, RPAD(LEFT(SHA2(seq, 256), 32), 500, 'y') FROM %2$s;
        CREATE TABLE lonely (id BIGINT UNSIGNED PRIMARY KEY, pad VARCHAR(600));
        INSERT INTO lonely SELECT seq, RPAD('', 500, 'z') FROM %2$s;
        INSERT INTO lonely VALUES (18446744073709551615, 'last'), (9223372036854775808, 'half');
        CREATE TABLE one (id INT PRIMARY KEY, n INT) SELECT 1 AS id, 0 AS n;
        CREATE TABLE other (id INT PRIMARY KEY, n INT) SELECT 1 AS id, 0 AS n;
        ANALYZE TABLE items, named, lonely;
        """
            .formatted(ROWS, brand.numbersTo(ROWS)));
  }

  @AfterAll
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void aLargeTableIsManyPartsThatTogetherAreAllRowsOnce() {
    try (OpenCut cut = new MysqlSource(host.address("shop")).open(2)) {
      for (String table : List.of("items", "named", "lonely")) {
        List<Chunk> chunks =
            cut.chunks().stream().filter(c -> c.table().equals("shop." + table)).toList();
        assertThat(chunks).as(table).hasSizeGreaterThan(3);
        long rows = 0;
        long most = 0;
        for (Chunk chunk : chunks) {
          RowsHash hash = cut.copy(chunk, (bytes, offset, length) -> {});
          rows += hash.rows();
          most = Math.max(most, hash.rows());
        }
        assertThat(rows).isEqualTo(table.equals("lonely") ? ROWS + 2 : ROWS);
        assertThat(most).as(table).isLessThan(ROWS / 2);
      }
    }
  }

  @Test
  void severalConnectionsSeeOneInstantWhileOthersWrite() throws InterruptedException {
    AtomicBoolean isOver = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              while (!isOver.get()) {
                host.sql(
                    "shop",
                    "BEGIN; UPDATE one SET n = n + 1; UPDATE other SET n = n + 1; COMMIT; DO SLEEP(%s);"
                        .formatted(brand.secondsBetweenWrites())
                        .repeat(10));
              }
            });
    int several = 0;
    try {
      for (int i = 0; i < 30; i++) {
        several += seen(4) > 1 ? 1 : 0;
      }
    } finally {
      isOver.set(true);
      writer.join();
    }
    assertThat(several).isPositive();
  }

  /// Each connection must see the same number in both tables, and all the same.
  ///
  /// @return how many connections there were
  private int seen(int readers) {
    try (SnapshotOpening opening = new SnapshotOpening(new Connector(host.address("shop")))) {
      opening.open(readers);
      Set<String> seen = new HashSet<>();
      for (Connection connection : opening.connections()) {
        seen.addAll(
            Sql.texts(
                connection,
                "the numbers",
                "SELECT CAST(n AS CHAR) FROM one UNION SELECT CAST(n AS CHAR) FROM other"));
      }
      assertThat(seen).hasSize(1);
      return opening.connections().size();
    }
  }

  @Test
  void withoutABinaryLogOneConnectionCopiesAll() {
    try (MysqlHost plain = MysqlHost.start(brand, "--skip-log-bin")) {
      plain.rootSql("CREATE DATABASE shop; CREATE TABLE shop.t (a INT) SELECT 1 AS a");
      DatabaseBundle trip = new DatabaseBundle(folder.resolve("plain"), "shop");
      SnapshotResult result = trip.snapshot(plain.address("shop"));
      assertThat(result.finished()).isTrue();
      assertThat(result.notes()).anyMatch(note -> note.contains("one connection copies all"));
      assertThat(trip.cut().cut().position()).isNull();
      assertThat(trip.tables()).isEqualTo(Map.of("shop.t", 1L));
    }
  }

  @Test
  void aTableIsNotAlteredWhileItIsCaptured() {
    try (OpenCut cut = new MysqlSource(host.address("shop")).open(2)) {
      assertThat(cut.isAlive()).isTrue();
      assertThat(
              host.run(
                  brand.client()
                      + " -S s shop -e 'SET lock_wait_timeout=1; ALTER TABLE one ADD c INT' 2>&1 || true"))
          .contains("Lock wait timeout");
    }
  }

  @Test
  void aLostConnectionCostsItsShareAndLosingAllEndsTheCut() {
    try (OpenCut cut = new MysqlSource(host.address("shop")).open(2)) {
      Chunk chunk = cut.chunks().getLast();
      List<String> connections = connections();
      assertThat(connections).hasSize(2);
      host.rootSql("KILL " + connections.getFirst());
      assertThat(cut.isAlive()).isTrue();
      assertThat(cut.copy(chunk, (bytes, offset, length) -> {}).rows()).isPositive();
      host.rootSql("KILL " + connections.getLast());
      assertThat(cut.isAlive()).isFalse();
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      StoreException.class, () -> cut.copy(chunk, (bytes, offset, length) -> {}))
                  .reason())
          .isEqualTo(StoreException.Reason.UNAVAILABLE);
    }
  }

  private List<String> connections() {
    return host.rootSql(
            "SELECT id FROM information_schema.PROCESSLIST WHERE user = '%s' ORDER BY id"
                .formatted(MysqlHost.USER))
        .lines()
        .toList();
  }

  @Test
  void aServerThatDiesInTheMiddleIsCapturedAgainFromItsStart() throws InterruptedException {
    DatabaseBundle trip = new DatabaseBundle(folder.resolve("bundle"), "shop");
    Thread killer =
        Thread.ofPlatform()
            .start(() -> {
              sleep(900);
              host.kill();
              host.startAgain();
            });
    SnapshotResult result = trip.snapshot(host.address("shop"));
    killer.join();
    if (!result.finished()) {
      result = trip.snapshot(host.address("shop"));
    }
    assertThat(result.finished()).as(String.valueOf(result.stopped())).isTrue();
    assertThat(trip.tables()).containsEntry("shop.items", (long) ROWS);
    assertThat(trip.gaps()).isEmpty();
  }

  @Test
  void aRestoreGoesOnAfterTheServerWasKilledAndLoadsEachRowOnce() throws InterruptedException {
    DatabaseBundle trip = new DatabaseBundle(folder.resolve("bundle"), "shop");
    assertThat(trip.snapshot(host.address("shop")).finished()).isTrue();
    try (MysqlHost target = MysqlHost.start(brand)) {
      List<SourceReport> reports = new ArrayList<>();
      for (int i = 0; reports.isEmpty() && i < 8; i++) {
        int wait = i < 3 ? 700 + 500 * i : 0;
        Thread killer =
            Thread.ofPlatform()
                .start(() -> {
                  if (wait > 0) {
                    sleep(wait);
                    target.kill();
                    target.startAgain();
                  }
                });
        try {
          SourceReport report = trip.restore(target.address("shop"));
          reports.add(report);
        } catch (StoreException e) {
          assertThat(e.reason()).isEqualTo(StoreException.Reason.UNAVAILABLE);
        }
        killer.join();
      }
      assertThat(reports.getLast().differences().first()).isEmpty();
      assertThat(reports.getLast().compared()).isEqualTo(3L * ROWS + 4);
      assertThat(target.sql("shop", "SHOW TABLES LIKE 'migrator%'")).isEmpty();
      assertThat(target.sql("shop", "SHOW CREATE TABLE items")).contains("KEY `by_pad`");
      assertThat(target.sql("shop", "SELECT COUNT(*) FROM items")).isEqualTo(ROWS + "\n");
    }
  }

  @Test
  void whatTheUserMayNotReadIsAGap() {
    host.rootSql(
        """
        CREATE USER IF NOT EXISTS narrow@'127.0.0.1' IDENTIFIED BY 'n';
        GRANT SELECT ON shop.one TO narrow@'127.0.0.1';
        GRANT SELECT (id) ON shop.other TO narrow@'127.0.0.1';
        """);
    DatabaseBundle trip = new DatabaseBundle(folder.resolve("narrow"), "shop");
    trip.snapshot(host.address("shop", "narrow", "n", TableFilter.ALL));
    assertThat(trip.tables().keySet()).contains("shop.one");
    assertThat(trip.gaps())
        .extracting(gap -> ((Gap.OfPart) gap.scope()).part())
        .contains(
            "tables and views that the account cannot see",
            "triggers that the account cannot see",
            "users and grants of the database");
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
