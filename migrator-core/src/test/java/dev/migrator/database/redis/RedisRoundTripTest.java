package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Withheld;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.error.UsageException;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From one server to another and compared.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class RedisRoundTripTest {
  @TempDir private Path folder;

  private enum Way {
    REPLICATION,
    /// As managed hosts allow it, and without the exact expiry that Redis 7 tells.
    SCAN
  }

  @ParameterizedTest
  @CsvSource({
    "REPLICATION, SIX, SIX",
    "REPLICATION, SIX, INSTALLED",
    "REPLICATION, INSTALLED, INSTALLED",
    "REPLICATION, INSTALLED, SIX",
    "SCAN, SIX, INSTALLED",
    "SCAN, INSTALLED, INSTALLED",
    "REPLICATION, INSTALLED, VALKEY_9",
    "REPLICATION, REDIS_8, INSTALLED",
    "REPLICATION, VALKEY_9, VALKEY_9",
    "SCAN, INSTALLED, VALKEY_9"
  })
  void everythingComesBackAsItWas(Way way, Version from, Version to) {
    try (RedisHost source = RedisHost.start(from);
        RedisHost target = RedisHost.start(to)) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      DatabaseAddress address =
          way == Way.SCAN ? source.withoutRight("psync", "sync") : source.address();
      SnapshotResult result = bundle.snapshot(address);
      assertThat(result.finished()).isTrue();
      assertThat(result.hasGaps()).isFalse();
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.written()).isEqualTo(keys(source)).isEqualTo(keys(target));
      assertThat(report.compared()).isEqualTo(report.written());
      requireEqualStreams(source, target);
    }
  }

  private static long keys(RedisHost host) {
    return host.call("DBSIZE").number() + host.callIn(7, "DBSIZE").number();
  }

  private static void requireEqualStreams(RedisHost source, RedisHost target) {
    String group = "group\0";
    for (Object[] question :
        new Object[][] {
          {"XRANGE", "stream", "-", "+"},
          {"XPENDING", "stream", group},
          {"EXISTS", "nothing", "no entries"},
          {"XLEN", "emptied"},
          {"LRANGE", "list", 0, -1},
          {"PTTL", "empty"}
        }) {
      assertThat(text(target.call(question))).isEqualTo(text(source.call(question)));
    }
    assertThat(scores(target)).isEqualTo(scores(source));
  }

  /// Versions spell numbers in several ways.
  private static List<Object> scores(RedisHost host) {
    List<Object> scores = new ArrayList<>();
    for (Reply item : host.call("ZRANGE", "scores", 0, -1, "WITHSCORES").items()) {
      String text = item.text().replace("inf", "Infinity");
      scores.add(scores.size() % 2 == 0 ? text : Double.valueOf(text));
    }
    return scores;
  }

  private static String text(Reply reply) {
    return reply instanceof Reply.Many(List<Reply> items)
        ? items.stream().map(RedisRoundTripTest::text).toList().toString()
        : reply.text();
  }

  @Test
  void theServerItselfFindsNoDifference() {
    try (RedisHost source = RedisHost.start(Version.INSTALLED, "--enable-debug-command", "yes");
        RedisHost target = RedisHost.start(Version.INSTALLED, "--enable-debug-command", "yes")) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      bundle.restore(target.address());
      assertThat(target.digest()).isEqualTo(source.digest());
      DatabaseBundle scanned = Bundles.in(folder.resolve("scanned"));
      target.call("FLUSHALL");
      scanned.snapshot(source.withoutRight("psync", "pexpiretime", "memory"));
      scanned.restore(target.address());
      assertThat(target.digest()).isEqualTo(source.digest());
    }
  }

  @Test
  void aCopyIsOneInstantAndAScanIsSaidToBeNone() {
    try (RedisHost source = RedisHost.start(Version.SIX)) {
      source.call("SET", "a", "b");
      DatabaseBundle exact = Bundles.in(folder.resolve("exact"));
      exact.snapshot(source.address());
      assertThat(Bundles.commit(exact))
          .containsPattern("\"position\":\"[0-9a-f]{40}:\\d+\"")
          .contains("\"fuzzy\":null");
      DatabaseBundle fuzzy = Bundles.in(folder.resolve("fuzzy"));
      fuzzy.snapshot(source.withoutRight("psync"));
      assertThat(Bundles.commit(fuzzy))
          .contains("\"position\":null")
          .contains("while they may have changed, because PSYNC was refused: NOPERM");
    }
  }

  @Test
  void aServerWritesItsCopyToItsDiskFirst() {
    try (RedisHost source = RedisHost.start(Version.SIX, "--repl-diskless-sync", "no");
        RedisHost target = RedisHost.start(Version.SIX)) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      assertThat(Bundles.commit(bundle)).contains("\"fuzzy\":null");
      assertThat(bundle.restore(target.address()).differences().first()).isEmpty();
    }
  }

  @Test
  void keysThatExpireMeanwhileAreNoDifference() throws Exception {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      long soon = System.currentTimeMillis() + 6000;
      for (int i = 0; i < 300; i++) {
        source.call("SET", "expires" + i, i, "PXAT", soon + i);
      }
      source.call("SET", "stays", "x");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      Thread.sleep(Math.max(0, soon - System.currentTimeMillis()) + 1000);
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.compared()).isEqualTo(301);
      assertThat(target.call("DBSIZE").number()).isEqualTo(1);
    }
  }

  @Test
  void oneDatabaseGoesToTheNumberThatTheTargetNames() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      HostileKeys.fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address(7));
      assertThat(bundle.files()).noneMatch(file -> file.endsWith("dump.rdb.zst"));
      assertThat(bundle.restore(target.address(3)).differences().first()).isEmpty();
      assertThat(target.callIn(3, "GET", "elsewhere").text()).isEqualTo("x");
      assertThat(target.call("DBSIZE").number()).isZero();
      DatabaseBundle all = Bundles.in(folder.resolve("all"));
      all.snapshot(source.address());
      assertThatThrownBy(() -> all.restore(target.address(4)))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is one database, and the bundle holds db0, db7");
    }
  }

  @Test
  void secretsStayBehindAndFunctionsComeAlong() throws Exception {
    try (RedisHost source = RedisHost.start(Version.INSTALLED);
        RedisHost target = RedisHost.start(Version.INSTALLED)) {
      source.call("SET", "a", "b");
      source.call("ACL", "SETUSER", "alice", "on", ">Sesame-123", "~app:*", "+@read");
      source.call("CONFIG", "SET", "masterauth", "Sesame-456");
      String code = "#!lua name=lib\nredis.register_function('f', function() return 42 end)";
      source.call("FUNCTION", "LOAD", code);
      String hash = source.call("ACL", "GETUSER", "alice").named("passwords").items().get(0).text();
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      for (Path file : bundle.files()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain("Sesame")
            .doesNotContain(hash);
      }
      SourceReport report = bundle.restore(target.address());
      assertThat(report.withheld())
          .extracting(Withheld::what)
          .containsExactly("password of the user alice", "setting masterauth");
      assertThat(report.losses())
          .anySatisfy(loss -> assertThat(loss.loss().toString()).contains("user alice"));
      assertThat(target.call("FCALL", "f", 0).number()).isEqualTo(42);
    }
  }

  @Test
  void aTargetThatHoldsSomethingIsLeftAlone() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      source.call("SET", "a", "b");
      target.call("SET", "stranger", "x");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      assertThatThrownBy(() -> bundle.restore(target.address()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("is not empty: its database 0 holds 1 keys");
      assertThat(target.call("DBSIZE").number()).isEqualTo(1);
    }
  }

  @Test
  void keysThatMayNotBeReadAreGapsWithTheirNumber() {
    try (RedisHost source = RedisHost.start(Version.SIX)) {
      source.call("SET", "open", "x");
      source.call("SET", "closed1", "x");
      source.call("SADD", "closed2", "x");
      DatabaseAddress limited = source.withoutRight("psync");
      source.call("ACL", "SETUSER", "limited", "resetkeys", "~open");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(limited);
      assertThat(result.hasGaps()).isTrue();
      assertThat(Bundles.commit(bundle))
          .contains("keys of type unknown")
          .contains("2 keys, as")
          .contains("\"rows\":1,");
    }
  }
}
