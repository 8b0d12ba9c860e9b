package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.Migrator;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.RecoveryLines;
import dev.migrator.database.TableFilter;
import dev.migrator.engine.Progress;
import dev.migrator.error.UsageException;
import dev.migrator.model.Gap;
import dev.migrator.model.Rights;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A database of everything that is hard, there and back, by us and by the server's own clients.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileRoundTrip {
  private static final Path SCRIPTS = Path.of("src/test/resources/dev/migrator/database/mysql");

  private final Brand brand;
  private MysqlHost host;
  private DatabaseBundle trip;
  private SnapshotResult snapshot;

  HostileRoundTrip(Brand brand) {
    this.brand = brand;
  }

  /// Names of the scripts that make the database.
  abstract List<String> scripts();

  /// Statements that make the users `shopper`, who needs TLS, and `reader`, a role.
  abstract String users();

  /// What the cut says of tables without transactions.
  abstract List<String> fuzzy();

  @BeforeAll
  void capture() {
    host = MysqlHost.start(brand, "--log-bin", "--event-scheduler=OFF");
    host.rootSql("CREATE DATABASE hostile DEFAULT CHARACTER SET latin1;" + users());
    for (String script : scripts()) {
      host.script("hostile", SCRIPTS.resolve(script));
    }
    host.rootSql("GRANT SELECT (id) ON hostile.users TO shopper");
    trip = new DatabaseBundle(host.folder().resolve("bundle"), "shop");
    snapshot = trip.snapshot(host.address("hostile"));
  }

  @AfterAll
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  MysqlHost host() {
    return host;
  }

  DatabaseBundle trip() {
    return trip;
  }

  @Test
  void everythingIsCapturedAtOnePosition() {
    assertThat(snapshot.finished()).as(String.valueOf(snapshot.stopped())).isTrue();
    assertThat(trip.gaps()).isEmpty();
    assertThat(trip.cut().cut().position()).matches(".*bin(log)?\\.0\\d+:\\d+ \\(GTID .+\\)");
    assertThat(trip.cut().cut().fuzzy()).contains(fuzzy());
    assertThat(snapshot.notes())
        .anyMatch(note -> note.contains("event tick is kept disabled"))
        .noneMatch(note -> note.contains("one connection copies all"));
  }

  @Test
  void whoIsGrantedTheLeastReadsAll() {
    host.rootSql("CREATE USER least IDENTIFIED BY 'l'");
    MysqlAddress address = host.address("hostile", "least", "l", TableFilter.ALL);
    List<String> commands = ((Rights.ByCommands) MysqlRights.toRead(address)).commands();
    host.rootSql(commands.get(1) + commands.get(2));
    brand.rightsOfItsOwn().forEach(index -> host.rootSql(commands.get(index)));
    DatabaseBundle bundle = new DatabaseBundle(host.folder().resolve("least"), "shop");
    assertThat(bundle.snapshot(address).notes()).isEqualTo(snapshot.notes());
    assertThat(bundle.missing()).isEmpty();
    assertThat(bundle.tables()).isEqualTo(trip.tables());
    host.rootSql("DROP USER least");
  }

  @Test
  void theBundleIsSoundAndHoldsNoPasswordHash() throws IOException {
    Verification verification =
        new Migrator()
            .verify(
                new FilesAddress(trip.folder().toString()),
                OptionalLong.empty(),
                Verification.Level.READ,
                new Progress());
    assertThat(verification.findings()).isEmpty();
    String hash =
        host.rootSql(
                "SELECT RIGHT(authentication_string, 40) FROM mysql.user WHERE User = 'shopper'")
            .strip();
    assertThat(hash).hasSize(40);
    for (Path file : trip.files()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(hash);
    }
  }

  @Test
  void aRestoredDatabaseIsTheSameToTheServersOwnDump() {
    SourceReport report = trip.restore(host.address("restored"));
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.losses()).isEmpty();
    assertThat(report.withheld()).anyMatch(secret -> secret.what().contains("`shopper`@`%`"));
    assertThat(dump(host, "restored")).containsExactlyElementsOf(dump(host, "hostile"));
    assertThat(floats("restored")).isEqualTo(floats("hostile"));
    assertThat(host.rootSql("SHOW GRANTS FOR shopper")).contains("ON `restored`.*");
    assertThat(host.sql("restored", "SELECT LENGTH(en), en + 0 FROM kinds ORDER BY id LIMIT 5"))
        .isEqualTo(host.sql("hostile", "SELECT LENGTH(en), en + 0 FROM kinds ORDER BY id LIMIT 5"));
  }

  /// What the dump shows only to six digits.
  private String floats(String database) {
    return host.sql(database, "SELECT id, f * 1e0, d, fixed * 1e0, wide FROM kinds ORDER BY id");
  }

  /// Without what a dump of two equal databases differs in.
  static List<String> dump(MysqlHost of, String database) {
    String own =
        of.brand().isMariaDb()
            ? "--dump-history"
            : "--set-gtid-purged=OFF --skip-column-statistics";
    String script =
        "%s -S s --hex-blob --routines --events --triggers %s --skip-dump-date --skip-comments --order-by-primary"
            + " --skip-lock-tables --force --default-character-set=utf8mb4 %s 2>&1"
            + " | sed 's/PRESERVE ENABLE/PRESERVE DISABLE/; s/; $/;/; s/AUTO_INCREMENT=[0-9]* //; s/`hostile`\\././g; s/`%s`\\././g; s/View .[a-z]*[.]/View /'";
    List<String> lines =
        of.run(script.formatted(of.brand().dump(), own, database, database)).lines().toList();
    assertThat(lines).hasSizeGreaterThan(400);
    return lines;
  }

  /// Views whose definer is missing are named on the way, and have no rows.
  private static String rowsOf(MysqlHost of) {
    String rows =
        of.run(
            of.brand().dump()
                + " -S s --no-create-info --skip-triggers --hex-blob --skip-comments --order-by-primary --force"
                + (of.brand().isMariaDb() ? "" : " --set-gtid-purged=OFF --skip-column-statistics")
                + " --skip-lock-tables --default-character-set=binary --complete-insert hostile 2>&1 || true");
    assertThat(rows).contains("INSERT INTO `we``ird");
    return rows;
  }

  @Test
  void aRoleThatIsRestoredToAnotherServerIsLockedWhereItHadAPassword() {
    try (MysqlHost other = MysqlHost.start(brand)) {
      SourceReport report = trip.restore(other.address("hostile"));
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.losses()).isEmpty();
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
    assertThat(catchThrowable(() -> trip.restore(host.address("taken"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not empty")
        .hasMessageContaining("table mine");
  }

  @Test
  void myloaderGetsEverythingBack() {
    assumeTrue(Brand.isOnPath("myloader"), "needs myloader: apt-get install mydumper");
    try (MysqlHost other = MysqlHost.start(brand)) {
      other.run(
          "myloader -h 127.0.0.1 -P %d -u %s -p '%s' -t 2 -d '%s' -v 3 2>&1"
              .formatted(
                  other.port(),
                  MysqlHost.USER,
                  MysqlHost.PASSWORD.replace("'", "'\\''"),
                  trip.folder().resolve("data/shop/cut-000001").toAbsolutePath()));
      assertThat(rowsOf(other)).isEqualTo(rowsOf(host));
      assertThat(dump(other, "hostile")).containsExactlyElementsOf(dump(host, "hostile"));
    }
  }

  @Test
  void thePlainClientGetsEverythingBackByTheBlockOfTheReadme() {
    String block = RecoveryLines.of(trip.folder(), "shop", "mysql");
    try (MysqlHost other = MysqlHost.start(brand)) {
      Shell.run(other.environment(), trip.folder(), block);
      assertThat(rowsOf(other)).isEqualTo(rowsOf(host));
      assertThat(dump(other, "hostile")).containsExactlyElementsOf(dump(host, "hostile"));
    }
  }

  @Test
  void oneTableIsChosenByItsPattern() {
    DatabaseBundle some = new DatabaseBundle(host.folder().resolve("some"), "shop");
    TableFilter tables = new TableFilter(List.of("hostile.\"Users\""), List.of());
    some.snapshot(host.address("hostile", MysqlHost.USER, MysqlHost.PASSWORD, tables));
    assertThat(some.tables()).isEqualTo(Map.of("hostile.\"Users\"", 1L));
    assertThat(some.gaps()).extracting(Gap::scope).isEmpty();
  }
}
