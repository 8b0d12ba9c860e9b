package dev.migrator.database.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// MariaDB as a source and as a target, before anything moves.
@Needs(Brand.MARIADB_10)
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class MysqlCheckupTest {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private static MysqlHost host;

  @BeforeAll
  static void start() {
    host = MysqlHost.start(Brand.MARIADB_10, "--log-bin");
    host.rootSql(
        "CREATE DATABASE shop; CREATE TABLE shop.t (id INT PRIMARY KEY); CREATE DATABASE vacant;"
            + " CREATE USER least@'127.0.0.1' IDENTIFIED BY 'l'; GRANT SELECT ON shop.* TO"
            + " least@'127.0.0.1'");
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static MysqlAddress least(String database) {
    return host.address(database, "least", "l", TableFilter.ALL);
  }

  private static Found source(MysqlAddress address) {
    return Found.by(new MysqlCheckup(address));
  }

  private static Found target(MysqlAddress address, Creation creation) {
    return Found.by(new MysqlTargetCheckup(address, creation));
  }

  @Test
  void aSoundDatabaseIsWellAndTellsHowMuchItHolds() {
    Found found = source(host.address("shop")).allWell();

    assertThat(found.only(Topic.REACHABLE).seen()).startsWith("MariaDB 10");
    assertThat(found.extent().objects()).isEqualTo(1);
    assertThat(found.only(Topic.CONFIGURATION).seen()).startsWith("several connections");
  }

  @Test
  void whatTheAccountCannotSeeIsNamedAndAPolicyMendsIt() {
    List<Check> warnings =
        source(least("shop")).all().stream()
            .filter(check -> check.level() == Level.WARNING)
            .toList();

    assertThat(warnings).allMatch(check -> check.mend().equals(POLICY));
    assertThat(warnings)
        .extracting(Check::seen)
        .anyMatch(seen -> seen.startsWith("triggers that the account cannot see"))
        .anyMatch(seen -> seen.startsWith("definitions of views"));
  }

  @Test
  void aWrongPasswordIsAFailureOfTheCredentials() {
    Check trouble = source(host.address("shop", "least", "no", TableFilter.ALL)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CREDENTIALS);
    assertThat(((Mend.Command) trouble.mend()).words()).startsWith("mysql", "-h", "127.0.0.1");
  }

  @Test
  void aPortThatNobodyListensAtIsNotReachable() {
    MysqlAddress closed =
        new MysqlAddress(
            "127.0.0.1", 1, "shop", "least", new Secret("l"), Map.of(), TableFilter.ALL);

    Check trouble = source(closed).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.REACHABLE);
    assertThat(trouble.mend())
        .isEqualTo(Mend.Command.of("mysqladmin", "-h", "127.0.0.1", "-P", "1", "ping"));
  }

  @Test
  void aTargetIsTriedWithACanaryAndNothingStays() {
    assertThat(
            target(host.address("vacant"), Creation.FORBIDDEN).allWell().only(Topic.CANARY).seen())
        .contains("loaded, indexed, read back");
    target(host.address("fresh"), Creation.ALLOWED).allWell();
    assertThat(host.rootSql("SHOW TABLES FROM vacant")).isEmpty();
    assertThat(host.rootSql("SHOW DATABASES")).doesNotContain("migrator_canary", "fresh");
  }

  @Test
  void aTargetThatMayNotBeWrittenIsToldTheGrant() {
    Check failure =
        target(least("shop"), Creation.FORBIDDEN).all().stream()
            .filter(check -> check.level() == Level.FAILURE)
            .findFirst()
            .orElseThrow();

    assertThat(failure.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(failure.mend())
        .isEqualTo(new Mend.ByHand("As an administrator: GRANT ALL ON `shop`.* TO this account;"));
  }

  @Test
  void aDatabaseThatIsNotThereAndNotToBeMadeIsAFailure() {
    Check trouble = target(host.address("nowhere"), Creation.FORBIDDEN).trouble();

    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("mysqladmin")
        .endsWith("create", "nowhere");
  }
}
