package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.restore.RestoreReport.SourceReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sorted sets and hashes that are begun by a payload.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class FirstItemsTest {
  @TempDir private Path folder;

  private static boolean wasCalled(RedisHost host, String command) {
    return host.call("INFO", "commandstats")
        .text()
        .lines()
        .anyMatch(line ->
            line.startsWith("cmdstat_" + command + ":calls=")
                && !line.startsWith("cmdstat_" + command + ":calls=0,"));
  }

  private static void fill(RedisHost host) {
    HostileKeys.fill(host);
    host.call("ZADD", "one", "-0.0", "x".repeat(70));
    host.call("HSET", "small", "", "", "\0", "y".repeat(20_000));
    host.call("PEXPIREAT", "small", System.currentTimeMillis() + 86_400_123);
  }

  @ParameterizedTest
  @EnumSource
  void everyServerTakesThemToTheSameValue(Version version) {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(version)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(wasCalled(target, "restore")).isTrue();
      for (String key : new String[] {"scores", "hash"}) {
        assertThat(target.call("OBJECT", "ENCODING", key).text()).isIn("ziplist", "listpack");
      }
    }
  }

  @Test
  void aTargetThatTakesNoPayloadsGetsCommands() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.withoutRight("restore"));
      assertThat(report.differences().first()).isEmpty();
      assertThat(wasCalled(target, "restore")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ZADD k 1 a 2 a", "HSET k a 1 b 2 a 3", "SADD k a", "RPUSH k a", "SET k a"})
  void anItemThatComesTwiceOrIsOfAnotherTypeGoesByItsCommand(String words) {
    assertThat(FirstItems.of(Command.of((Object[]) words.split(" ", -1)))).isEmpty();
  }

  @Test
  void aPayloadIsReadToTheItemsThatItWasMadeOf() {
    Command restore = FirstItems.of(Command.of("ZADD", "k", "-inf", "a", "0.1", "b")).orElseThrow();
    assertThat(restore.text(1)).isEqualTo("k");
    assertThat(Dump.of(restore.words().get(3)).pieces())
        .extracting(piece -> ((Piece.Scored) piece).score())
        .containsExactly(Double.NEGATIVE_INFINITY, 0.1);
  }
}
