package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hashes of which single fields expire.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class FieldExpiryTest {
  private static final int MANY = 2000;
  private static final long FAR = System.currentTimeMillis() + 86_400_123;

  @TempDir private Path folder;

  private enum Way {
    REPLICATION,
    SCAN
  }

  /// A small one, one with a long value, one of many fields, one that is gone with its fields, and
  /// one that never had an expiry.
  private static void fill(RedisHost host) {
    host.call("HSET", "small", "a", 1, "b\0", "x", "c", "", "stays", -5);
    expire(host, "small", FAR, "a", "c");
    expire(host, "small", FAR + 1, "b\0");
    host.call("PEXPIREAT", "small", FAR + 5);
    host.call("HSET", "wide", "a", "w".repeat(300_000), "b", "v".repeat(300_000));
    expire(host, "wide", FAR, "b");
    host.call("HSET", "gone at once", "a", 1, "b", 2);
    expire(host, "gone at once", FAR, "a", "b");
    host.call("HSET", "plain", "a", 1);
    large(host);
  }

  private static void large(RedisHost host) {
    try (Connection connection = host.connect()) {
      for (int i = 0; i < MANY; i++) {
        connection.call(Command.of("HSET", "large", "field" + i, "value" + i));
        if (i % 3 > 0) {
          connection.call(Command.of("HPEXPIREAT", "large", FAR + i % 7, "FIELDS", 1, "field" + i));
        }
      }
    }
  }

  private static void expire(RedisHost host, String key, long atMillis, String... names) {
    List<Object> words = new ArrayList<>(List.of("HPEXPIREAT", key, atMillis));
    words.addAll(List.of("FIELDS", names.length));
    words.addAll(List.of(names));
    host.call(words.toArray());
  }

  private static List<Long> expiries(RedisHost host, String key, String... names) {
    List<Object> words = new ArrayList<>(List.of("HPEXPIRETIME", key, "FIELDS", names.length));
    words.addAll(List.of(names));
    return host.call(words.toArray()).items().stream().map(Reply::number).toList();
  }

  private static List<Long> all(RedisHost host) {
    List<Long> all = new ArrayList<>();
    all.addAll(expiries(host, "small", "a", "b\0", "c", "stays"));
    all.addAll(expiries(host, "wide", "a", "b"));
    all.addAll(expiries(host, "gone at once", "a", "b"));
    all.addAll(expiries(host, "plain", "a"));
    for (int i = 0; i < MANY; i++) {
      all.addAll(expiries(host, "large", "field" + i));
    }
    return all;
  }

  private static DatabaseAddress address(RedisHost host, Way way) {
    return way == Way.SCAN ? host.withoutRight("psync", "sync") : host.address();
  }

  @ParameterizedTest
  @CsvSource({
    "REPLICATION, REDIS_8, REDIS_8",
    "SCAN, REDIS_8, VALKEY_9",
    "REPLICATION, VALKEY_9, VALKEY_9",
    "SCAN, VALKEY_9, REDIS_8"
  })
  void everyFieldExpiresWhenItDidBefore(Way way, Version from, Version to) {
    try (RedisHost source = RedisHost.start(from);
        RedisHost target = RedisHost.start(to)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(address(source, way));
      assertThat(result.finished()).isTrue();
      assertThat(result.hasGaps()).isFalse();
      assertThat(Bundles.commit(bundle).contains("\"fuzzy\":null"))
          .isEqualTo(way == Way.REPLICATION);
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.written()).isEqualTo(5);
      assertThat(all(target)).isEqualTo(all(source)).contains(FAR, FAR + 1, FAR + 6, -1L);
      assertThat(target.call("HGET", "wide", "b").text()).isEqualTo("v".repeat(300_000));
      assertThat(target.call("HLEN", "large").number()).isEqualTo(MANY);
      assertThat(target.call("PEXPIRETIME", "small").number()).isEqualTo(FAR + 5);
    }
  }

  @ParameterizedTest
  @CsvSource({"VALKEY_9, REDIS_8", "REDIS_8, INSTALLED"})
  void fieldsThatExpireMeanwhileAreNoDifference(Version from, Version to) throws Exception {
    try (RedisHost source = RedisHost.start(from);
        RedisHost target = RedisHost.start(to)) {
      long soon = System.currentTimeMillis() + 3000;
      source.call("HSET", "half", "a", 1, "b", 2);
      expire(source, "half", soon, "a");
      source.call("HSET", "whole", "a", 1, "b", 2);
      expire(source, "whole", soon, "a");
      expire(source, "whole", soon + 1, "b");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(address(source, Way.SCAN));
      assertThat(Bundles.commit(bundle)).contains("\"rows\":2,");
      Thread.sleep(Math.max(0, soon - System.currentTimeMillis()) + 200);
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.compared()).isEqualTo(2);
      assertThat(target.call("HKEYS", "half").items()).extracting(Reply::text).containsExactly("b");
      assertThat(target.call("EXISTS", "whole").number()).isZero();
    }
  }

  @Test
  void anOlderServerKeepsTheFieldsAndItIsSaidOfHowManyKeys() {
    try (RedisHost source = RedisHost.start(Version.REDIS_8);
        RedisHost target = RedisHost.start(Version.INSTALLED)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.losses())
          .anySatisfy(
              loss -> assertThat(loss.toString()).contains("where fields expire, they stay"))
          .anySatisfy(loss ->
              assertThat(loss.toString())
                  .contains("4 keys, as ")
                  .contains("have fields that were to expire and stay for ever"));
      assertThat(target.call("HLEN", "large").number()).isEqualTo(MANY);
      assertThat(target.call("HGET", "small", "b\0").text()).isEqualTo("x");
    }
  }

  @Test
  void anExpiryThatTheTargetDoesNotTakeIsADifference() {
    try (RedisHost source = RedisHost.start(Version.REDIS_8);
        RedisHost target = RedisHost.start(Version.REDIS_8)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.withoutRight("hpexpireat"));
      assertThat(report.differences().first())
          .extracting(one -> one.key())
          .contains(
              "command HPEXPIREAT",
              "key \"small\"",
              "key \"wide\"",
              "key \"large\"",
              "key \"gone at once\"")
          .doesNotContain("key \"plain\"");
    }
  }

  @Test
  void anExpiryThatMayNotBeReadIsAGap() {
    try (RedisHost source = RedisHost.start(Version.VALKEY_9)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result = bundle.snapshot(source.withoutRight("psync", "dump", "hpexpiretime"));
      assertThat(result.hasGaps()).isTrue();
      assertThat(Bundles.commit(bundle))
          .contains("expiry of single fields of hashes")
          .contains("the fields are captured and never expire")
          .contains("\"rows\":5,");
    }
  }
}
