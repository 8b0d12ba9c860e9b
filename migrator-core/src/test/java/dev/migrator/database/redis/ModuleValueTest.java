package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/// Values of a real module: the vector sets that Redis 8 has built in.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64") // the servers are built for it
final class ModuleValueTest {
  private static final int MANY = 500;
  private static final long LATER = System.currentTimeMillis() + 86_400_123;

  @TempDir private Path folder;

  private static void fill(RedisHost host) {
    try (Connection connection = host.connect()) {
      for (int i = 0; i < MANY; i++) {
        connection.call(
            Command.of("VADD", "vectors", "VALUES", 3, i % 17, -i, 0.125 * i, "element" + i));
      }
      connection.call(Command.of("VADD", "wide\0", "VALUES", 2, 1, 2, "\r\n", "NOQUANT"));
      connection.call(Command.of("VSETATTR", "wide\0", "\r\n", "{\"year\": 1984}"));
      connection.call(Command.of("PEXPIREAT", "wide\0", LATER));
      connection.call(Command.of("SET", "text", "x"));
    }
  }

  private static List<String> answers(RedisHost host) {
    List<String> answers = new ArrayList<>();
    try (Connection connection = host.connect()) {
      for (int i = 0; i < MANY; i++) {
        Reply vector = connection.call(Command.of("VEMB", "vectors", "element" + i));
        vector.items().forEach(number -> answers.add(number.text()));
      }
    }
    return answers;
  }

  private static String bytes(RedisHost host) {
    return host.call("DUMP", "wide\0").text();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aValueComesBackAndAnswersAsBefore(boolean isScanned) {
    try (RedisHost source = RedisHost.start(Version.REDIS_8);
        RedisHost target = RedisHost.start(Version.REDIS_8)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      SnapshotResult result =
          bundle.snapshot(isScanned ? source.withoutRight("psync") : source.address());
      assertThat(result.hasGaps()).isFalse();
      assertThat(Bundles.commit(bundle).contains("\"fuzzy\":null")).isNotEqualTo(isScanned);
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.written()).isEqualTo(3);
      // it writes the elements of a loaded set in another order
      assertThat(report.losses())
          .anySatisfy(
              loss -> assertThat(loss.toString()).contains("1 keys, as \"vectors\", are there"));
      assertThat(answers(target)).isEqualTo(answers(source)).hasSize(3 * MANY);
      assertThat(bytes(target)).isEqualTo(bytes(source));
      assertThat(target.call("PEXPIRETIME", "wide\0").number()).isEqualTo(LATER);
    }
  }

  @Test
  void aServerWithoutTheModuleIsADifference() {
    try (RedisHost source = RedisHost.start(Version.REDIS_8);
        RedisHost target = RedisHost.start(Version.VALKEY_9)) {
      fill(source);
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      SourceReport report = bundle.restore(target.address());
      assertThat(report.differences().first())
          .anySatisfy(one -> {
            assertThat(one.key()).isEqualTo("key \"vectors\"");
            assertThat(one.detail()).contains("it is a value of the module type vectorset");
          });
      assertThat(target.call("GET", "text").text()).isEqualTo("x");
    }
  }
}
