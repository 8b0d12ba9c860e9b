package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.RecoveryLines;
import dev.migrator.model.Gap;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database of everything that is hard, there and back, by us and by the server's own clients.
final class HostileRoundTripTest {
  private static final Path HOSTILE =
      Path.of("src/test/resources/dev/migrator/database/mysql/hostile.sql");

  /// Without what a dump of two equal databases differs in.
  private static final String DUMP =
      "mariadb-dump --no-defaults -S s --hex-blob --routines --events --triggers --dump-history"
          + " --skip-dump-date --skip-comments --order-by-primary --skip-lock-tables --force --default-character-set=utf8mb4 %s"
          + " | sed 's/PRESERVE ENABLE/PRESERVE DISABLE/; s/; $/;/; s/AUTO_INCREMENT=[0-9]* //; s/`hostile`\\././g; s/`%s`\\././g'";

  @TempDir private static Path folder;

  private static MariaDbHost host;
  private static DatabaseBundle trip;
  private static SnapshotResult snapshot;

  @BeforeAll
  static void capture() {
    host = MariaDbHost.start("--log-bin", "--event-scheduler=OFF");
    host.rootSql(
        """
        CREATE DATABASE hostile DEFAULT CHARACTER SET latin1;
        CREATE USER shopper IDENTIFIED BY 'secret' REQUIRE SSL PASSWORD EXPIRE NEVER;
        GRANT SELECT, INSERT ON hostile.* TO shopper;
        CREATE ROLE reader;
        GRANT SELECT ON hostile.* TO reader;
        """);
    host.script("hostile", HOSTILE);
    host.rootSql("GRANT SELECT (id) ON hostile.users TO shopper");
    trip = new DatabaseBundle(folder.resolve("bundle"), "shop");
    snapshot = trip.snapshot(host.address("hostile"));
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void everythingIsCapturedAtOnePosition() {
    assertThat(snapshot.finished()).as(String.valueOf(snapshot.stopped())).isTrue();
    assertThat(trip.gaps()).isEmpty();
    assertThat(trip.cut().cut().position()).contains("-bin.0").contains("GTID 0-1-");
    assertThat(trip.cut().cut().fuzzy())
        .contains("old_engine (MyISAM)")
        .contains("crash_safe (Aria)");
    assertThat(snapshot.notes()).anyMatch(note -> note.contains("event tick is kept disabled"));
  }

  @Test
  void theBundleIsSoundAndHoldsNoPasswordHash() throws IOException {
    Verification verification =
        new dev.migrator.Migrator()
            .verify(
                new FilesAddress(trip.folder().toString()),
                OptionalLong.empty(),
                Verification.Level.READ,
                new dev.migrator.engine.Progress());
    assertThat(verification.findings()).isEmpty();
    String hash = host.rootSql("SELECT PASSWORD('secret')").strip();
    try (var files = Files.walk(trip.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(hash);
      }
    }
  }

  @Test
  void aRestoredDatabaseIsTheSameToTheServersOwnDump() {
    SourceReport report = trip.restore(host.address("restored"));
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.losses()).isEmpty();
    assertThat(report.withheld()).anyMatch(secret -> secret.what().contains("`shopper`@`%`"));
    assertThat(dump("restored")).containsExactlyElementsOf(dump("hostile"));
    assertThat(floats("restored")).isEqualTo(floats("hostile"));
    assertThat(host.sql("restored", "SELECT NEXTVAL(numbers)")).isEqualTo("150\n");
    assertThat(host.rootSql("SHOW GRANTS FOR shopper")).contains("ON `restored`.*");
    assertThat(host.sql("restored", "SELECT LENGTH(en), en + 0 FROM kinds ORDER BY id LIMIT 5"))
        .isEqualTo(host.sql("hostile", "SELECT LENGTH(en), en + 0 FROM kinds ORDER BY id LIMIT 5"));
  }

  /// What the dump shows only to six digits.
  private static String floats(String database) {
    return host.sql(database, "SELECT id, f * 1e0, d, fixed * 1e0, wide FROM kinds ORDER BY id");
  }

  private static List<String> dump(String database) {
    return dump(host, database);
  }

  private static List<String> dump(MariaDbHost of, String database) {
    List<String> lines = of.run(DUMP.formatted(database, database)).lines().toList();
    assertThat(lines).hasSizeGreaterThan(400);
    return lines;
  }

  @Test
  void aRoleThatIsRestoredToAnotherServerIsLockedWhereItHadAPassword() {
    try (MariaDbHost other = MariaDbHost.start()) {
      SourceReport report = trip.restore(other.address("hostile"));
      assertThat(report.differences().first()).isEmpty();
      assertThat(other.rootSql("SHOW CREATE USER shopper"))
          .contains("REQUIRE SSL")
          .contains("ACCOUNT LOCK");
      assertThat(other.rootSql("SHOW GRANTS FOR reader")).contains("SELECT ON `hostile`.*");
      assertThat(other.rootSql("SHOW GRANTS FOR shopper")).contains("SELECT (`id`)");
    }
  }

  @Test
  void aTargetThatHoldsSomethingIsRefused() {
    host.rootSql("CREATE DATABASE taken; CREATE TABLE taken.mine (a INT)");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> trip.restore(host.address("taken"))))
        .isInstanceOf(dev.migrator.error.UsageException.class)
        .hasMessageContaining("is not empty")
        .hasMessageContaining("table mine");
  }

  @Test
  void myloaderGetsEverythingBack() {
    assumeTrue(MariaDbHost.isInstalled("myloader"), "needs myloader: apt-get install mydumper");
    try (MariaDbHost other = MariaDbHost.start()) {
      String cut = cutFolder();
      other.run(
          "myloader -h 127.0.0.1 -P %d -u %s -p '%s' -t 2 -d '%s' -v 3 2>&1"
              .formatted(
                  other.port(), MariaDbHost.USER, MariaDbHost.PASSWORD.replace("'", "'\\''"), cut));
      assertThat(rowsOf(other)).isEqualTo(rowsOf(host));
      assertThat(dump(other, "hostile")).containsExactlyElementsOf(dump("hostile"));
    }
  }

  @Test
  void thePlainClientGetsEverythingBackByTheBlockOfTheReadme() {
    String block = RecoveryLines.of(trip.folder(), "shop", "mysql");
    try (MariaDbHost other = MariaDbHost.start()) {
      Shell.run(other.environment(), trip.folder(), block);
      assertThat(rowsOf(other)).isEqualTo(rowsOf(host));
      assertThat(dump(other, "hostile")).containsExactlyElementsOf(dump("hostile"));
    }
  }

  private static String cutFolder() {
    return trip.folder().resolve("data/shop/cut-000001").toAbsolutePath().toString();
  }

  private static String rowsOf(MariaDbHost of) {
    return of.run(
        "mariadb-dump --no-defaults -S s --no-create-info --skip-triggers --hex-blob --skip-comments"
            + " --order-by-primary --skip-lock-tables --default-character-set=binary --complete-insert hostile");
  }

  @Test
  void oneTableIsChosenByItsPattern() {
    DatabaseBundle some = new DatabaseBundle(folder.resolve("some"), "shop");
    var tables = new dev.migrator.database.TableFilter(List.of("hostile.\"Users\""), List.of());
    some.snapshot(host.address("hostile", MariaDbHost.USER, MariaDbHost.PASSWORD, tables));
    assertThat(some.tables()).isEqualTo(Map.of("hostile.\"Users\"", 1L));
    assertThat(some.gaps()).extracting(Gap::scope).isEmpty();
  }
}
