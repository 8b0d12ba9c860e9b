package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.RecoveryLines;
import dev.migrator.database.redis.RedisHost.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gets keys back with `redis-cli` and `zstd`, and nothing of ours.
final class RedisRecoverTest {
  @TempDir private Path folder;

  @BeforeEach
  void requireTools() {
    for (String tool : List.of("sh", "zstd", "redis-cli")) {
      assumeTrue(
          Stream.of(System.getenv("PATH").split(":", -1))
              .anyMatch(path -> Files.isExecutable(Path.of(path, tool))),
          "not installed here: " + tool);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INSTALLED", "REDIS_8"})
  void theBlockOfTheBundleBringsEveryKeyBack(Version version) throws Exception {
    try (RedisHost source = RedisHost.start(version, "--enable-debug-command", "yes");
        RedisHost target = RedisHost.start(version, "--enable-debug-command", "yes")) {
      HostileKeys.fill(source);
      if (version == Version.REDIS_8) {
        source.call("HPEXPIREAT", "hash", "4102444800123", "FIELDS", 1, "number");
      }
      source.call(
          "FUNCTION",
          "LOAD",
          "#!lua name=lib\nredis.register_function('f', function() return 42 end)");
      DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
      bundle.snapshot(source.address());
      ProcessBuilder shell =
          new ProcessBuilder("sh", "-c", RecoveryLines.of(bundle.folder(), "cache", "redis"))
              .directory(bundle.folder().toFile())
              .redirectErrorStream(true);
      shell.environment().put("REDIS_URL", "redis://127.0.0.1:" + target.port());
      Process process = shell.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output).doesNotContain("not loaded");
      assertThat(target.digest()).isEqualTo(source.digest());
      assertThat(target.call("FCALL", "f", 0).number()).isEqualTo(42);
      if (version == Version.REDIS_8) {
        assertThat(target.call("HPEXPIRETIME", "hash", "FIELDS", 1, "number").items())
            .extracting(Reply::number)
            .containsExactly(4_102_444_800_123L);
      }
    }
  }
}
