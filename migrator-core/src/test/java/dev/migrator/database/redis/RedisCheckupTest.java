package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.redis.RedisHost.Version;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Redis as a source and as a target, before anything moves.
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class RedisCheckupTest {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private static RedisHost host;

  @BeforeAll
  static void start() {
    host = RedisHost.start(Version.SIX);
    host.call("SET", "a", "1");
    host.call("ACL", "SETUSER", "slow", "on", ">s", "~*", "+@all", "-dump", "-memory");
    host.call("ACL", "SETUSER", "few", "on", ">f", "~*", "+ping", "+info", "+scan", "+type");
    host.call(
        "ACL", "SETUSER", "keys", "on", ">k", "~*", "+@read", "+@connection", "+info", "+time");
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static RedisAddress as(String user, String password) {
    return new RedisAddress("127.0.0.1", host.port(), user, new Secret(password), null, null);
  }

  private static Found source(RedisAddress address) {
    return Found.by(new RedisCheckup(address));
  }

  private static RedisAddress database(int number) {
    return new RedisAddress("127.0.0.1", host.port(), "", null, number, null);
  }

  @Test
  void aSoundServerIsWellAndTellsHowMuchItHolds() {
    Found found = source(host.address()).allWell();

    assertThat(found.only(Topic.REACHABLE).seen()).startsWith("Redis 6.2");
    assertThat(found.extent().objects()).isEqualTo(1);
    assertThat(found.only(Topic.CLOCK).level()).isEqualTo(Level.OK);
  }

  @Test
  void keysThatMayNotBeReadAreAFailureThatAPolicyMends() {
    Check failure =
        source(as("few", "f")).all().stream()
            .filter(check -> check.level() == Level.FAILURE)
            .findFirst()
            .orElseThrow();

    assertThat(failure.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(failure.seen()).startsWith("the user may not: PTTL, GET");
    assertThat(failure.mend()).isEqualTo(POLICY);
  }

  @Test
  void whatOnlyHastensIsAWarningThatAPolicyMends() {
    Check trouble = source(as("slow", "s")).trouble();

    assertThat(trouble.level()).isEqualTo(Level.WARNING);
    assertThat(trouble.seen()).startsWith("the user may not DUMP, MEMORY USAGE; where keys");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void whatMayNotBeToldIsAWarningThatAPolicyMends() {
    Check trouble = source(as("keys", "k")).trouble();

    assertThat(trouble.level()).isEqualTo(Level.WARNING);
    assertThat(trouble.seen()).startsWith("the user may not REPLCONF, CONFIG, ACL");
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void aWrongPasswordIsAFailureOfTheCredentials() {
    Check trouble = source(as("few", "wrong")).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CREDENTIALS);
    assertThat(((Mend.Command) trouble.mend()).words())
        .startsWith("redis-cli", "-h", "127.0.0.1")
        .endsWith("--askpass", "ACL", "WHOAMI");
  }

  @Test
  void aPortThatNobodyListensAtIsNotReachable() {
    Check trouble = source(new RedisAddress("127.0.0.1", 1, "", null, null, null)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.REACHABLE);
    assertThat(trouble.mend())
        .isEqualTo(Mend.Command.of("redis-cli", "-h", "127.0.0.1", "-p", "1", "PING"));
  }

  @Test
  void aTargetIsTriedWithCanariesAndNothingStays() {
    Found.by(new RedisTargetCheckup(database(7))).allWell();

    assertThat(Found.by(new RedisTargetCheckup(database(7))).only(Topic.CONTENT).seen())
        .isEqualTo("empty");
  }

  @Test
  void aTargetThatHoldsKeysIsWarnedOf() {
    assertThat(Found.by(new RedisTargetCheckup(host.address())).trouble().seen())
        .startsWith("not empty: 1 keys");
  }

  @Test
  void aTargetThatMayNotBeWrittenIsAFailureOfRights() {
    Check trouble =
        Found.by(new RedisTargetCheckup(as("keys", "k"))).all().stream()
            .filter(check -> check.level() == Level.FAILURE)
            .findFirst()
            .orElseThrow();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(((Mend.ByHand) trouble.mend()).what()).contains("ACL SETUSER");
  }
}
