package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.sandbox.PostgresHost;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// PostgreSQL as a source and as a target, before anything moves.
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class PostgresCheckupTest {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private static final PgDump SOUND = new PgDump(Path.of("pg_dump"), 99, 0);
  private static PostgresHost host;

  @BeforeAll
  static void start() {
    host = PostgresHost.start();
    run(
        "postgres",
        "CREATE ROLE reader LOGIN PASSWORD 'r'; CREATE DATABASE shop; CREATE DATABASE target");
    run(
        "shop",
        "CREATE TABLE open (id int); GRANT SELECT ON open TO reader;"
            + " CREATE TABLE closed (id int); CREATE TABLE \"Also\" (id int)");
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static void run(String database, String sql) {
    Connection connection = new Connector(owner(database)).open();
    try {
      Sql.run(connection, "preparing", "SET search_path = public");
      for (String statement : sql.split("; ?", -1)) {
        Sql.run(connection, "preparing", statement);
      }
    } finally {
      Sql.close(connection);
    }
  }

  private static PostgresAddress owner(String database) {
    return address(host.port(), database, host.user(), host.password(), TableFilter.ALL);
  }

  private static PostgresAddress reader(String database, TableFilter tables) {
    return address(host.port(), database, "reader", "r", tables);
  }

  private static PostgresAddress address(
      int port, String database, String user, String password, TableFilter tables) {
    return new PostgresAddress(
        "127.0.0.1", port, database, user, new Secret(password), Map.of(), null, tables);
  }

  private static Found source(PostgresAddress address) {
    return Found.by(new PostgresCheckup(address, _ -> Optional.of(SOUND)));
  }

  private static Found target(PostgresAddress address, Creation creation) {
    return Found.by(new PostgresTargetCheckup(address, creation));
  }

  @Test
  void aSoundDatabaseIsWellAndTellsHowMuchItHolds() {
    Found found = source(owner("shop")).allWell();

    assertThat(found.only(Topic.REACHABLE).seen()).startsWith("PostgreSQL ");
    assertThat(found.only(Topic.SIZE).seen()).startsWith("3 tables, ");
    assertThat(found.extent().objects()).isEqualTo(3);
    assertThat(found.only(Topic.CLOCK).level()).isEqualTo(Level.OK);
  }

  @Test
  void withoutPgDumpThePackageIsNamed() {
    Check trouble = Found.by(new PostgresCheckup(owner("shop"), _ -> Optional.empty())).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.TOOLS);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("sudo", "apt-get", "install")
        .last()
        .asString()
        .matches("postgresql-client-\\d\\d");
  }

  @Test
  void aPgDumpWithAKnownFlawIsWarnedOf() {
    PgDump flawed = new PgDump(Path.of("pg_dump"), 17, 1);

    Check trouble =
        Found.by(new PostgresCheckup(owner("shop"), _ -> Optional.of(flawed))).trouble();

    assertThat(trouble.level()).isEqualTo(Level.WARNING);
    assertThat(trouble.mend())
        .isEqualTo(Mend.Command.of("sudo", "apt-get", "install", "postgresql-client-17"));
  }

  @Test
  void aWrongPasswordIsAFailureOfTheCredentials() {
    Check trouble =
        source(address(host.port(), "shop", "reader", "wrong", TableFilter.ALL)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CREDENTIALS);
    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("psql", "-h", "127.0.0.1")
        .doesNotContain("wrong");
  }

  @Test
  void aPortThatNobodyListensAtIsNotReachable() {
    Check trouble = source(address(1, "shop", "reader", "r", TableFilter.ALL)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.REACHABLE);
    assertThat(trouble.mend())
        .isEqualTo(Mend.Command.of("pg_isready", "-h", "127.0.0.1", "-p", "1"));
  }

  @Test
  void tablesThatMayNotBeReadAreNamed() {
    Check trouble = source(reader("shop", TableFilter.ALL)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(trouble.seen())
        .startsWith("2 of 3 tables may not be read: ")
        .contains("public.closed (the role has no SELECT on it)", "public.\"Also\"");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void tablesThatAreNotWantedNeedNoRights() {
    source(reader("shop", TableFilter.ofSchemas(List.of("public.open"), List.of()))).allWell();
  }

  @Test
  void rowSecurityThatHidesRowsIsAFailure() {
    run("postgres", "CREATE DATABASE rows");
    run(
        "rows",
        "CREATE TABLE mine (id int); GRANT SELECT ON mine TO reader;"
            + " ALTER TABLE mine ENABLE ROW LEVEL SECURITY");

    source(owner("rows")).allWell();
    Check trouble = source(reader("rows", TableFilter.ALL)).trouble();

    assertThat(trouble.seen()).isEqualTo("row security hides rows of public.mine");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void aPasswordThatEndsSoonIsWarnedOf() {
    run("postgres", "CREATE ROLE brief LOGIN PASSWORD 'b' IN ROLE reader");
    run(
        "postgres",
        "ALTER ROLE brief VALID UNTIL '%s'".formatted(Instant.now().plus(Duration.ofMinutes(30))));

    PostgresAddress brief =
        address(
            host.port(),
            "shop",
            "brief",
            "b",
            TableFilter.ofSchemas(List.of("public.open"), List.of()));
    Check trouble = source(brief).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CREDENTIALS);
    assertThat(((Mend.Command) trouble.mend()).words())
        .last()
        .isEqualTo("ALTER ROLE \"brief\" VALID UNTIL 'infinity'");
  }

  @Test
  void aTargetIsTriedWithACanaryAndNothingStays() {
    Found found = target(owner("target"), Creation.FORBIDDEN).allWell();

    assertThat(found.only(Topic.CANARY).seen()).contains("loaded, indexed, read back");
    assertThat(target(owner("target"), Creation.FORBIDDEN).only(Topic.CONTENT).seen())
        .isEqualTo("empty");
  }

  @Test
  void aTargetThatHoldsTablesIsWarnedOf() {
    assertThat(target(owner("shop"), Creation.FORBIDDEN).trouble().seen())
        .startsWith("not empty: ");
  }

  @Test
  void whoMayCreateNothingIsToldTheGrant() {
    Found found = target(reader("target", TableFilter.ALL), Creation.FORBIDDEN);

    assertThat(found.all())
        .filteredOn(check -> check.level() == Level.FAILURE)
        .singleElement()
        .satisfies(check -> assertThat(check.topic()).isEqualTo(Topic.RIGHTS))
        .satisfies(check ->
            assertThat(check.mend())
                .isEqualTo(
                    new Mend.ByHand(
                        "As an administrator: GRANT CREATE ON DATABASE \"target\" TO \"reader\";")));
    assertThat(found.all())
        .filteredOn(check -> check.level() == Level.WARNING)
        .extracting(Check::seen)
        .containsExactly("the role may not make the roles of the source");
  }

  @Test
  void aDatabaseThatIsToBeMadeNeedsTheRightToMakeIt() {
    target(owner("new"), Creation.ALLOWED).allWell();
    assertThat(target(reader("new", TableFilter.ALL), Creation.ALLOWED).trouble().mend())
        .isEqualTo(new Mend.ByHand("As an administrator: ALTER ROLE \"reader\" CREATEDB;"));
    Check missing = target(owner("new"), Creation.FORBIDDEN).trouble();
    assertThat(((Mend.Command) missing.mend()).words()).startsWith("createdb").endsWith("new");
  }
}
