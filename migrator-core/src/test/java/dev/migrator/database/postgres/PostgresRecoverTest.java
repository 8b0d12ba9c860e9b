package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.RecoveryLines;
import dev.migrator.sandbox.PostgresHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gets a database back with the lines of `README-RECOVER.txt`, pasted, and nothing of ours.
final class PostgresRecoverTest {
  @TempDir private Path folder;

  private static void requireTool(String tool) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, tool))),
        "not installed here: " + tool);
  }

  @BeforeAll
  static void requireTools() {
    Bundles.requirePgDump(15);
    List.of("psql", "zstd", "awk").forEach(PostgresRecoverTest::requireTool);
  }

  @Test
  void rowsThatBelongToAnotherPartitionGoThere() throws Exception {
    Path bundle = folder.resolve("bundle");
    try (PostgresHost host = PostgresHost.start()) {
      ShiftingPartitions source = ShiftingPartitions.fill(host, "shifting");
      Bundles.in(bundle).snapshot(source.database().address());
      ShiftingPartitions restored =
          new ShiftingPartitions(OddDatabase.create(host, "shifting-restored"));
      String lines = RecoveryLines.of(bundle, Bundles.SOURCE, "postgres");
      String said = paste(lines, bundle, restored.database());
      assertThat(said).doesNotContain("ERROR", "FATAL", "not loaded");
      assertThat(restored.rows("felt")).isEqualTo(source.rows("felt"));
      assertThat(restored.sizes()).as("they are others").isNotEqualTo(source.sizes());
    }
  }

  @Test
  void theLinesOfTheReadmeBringEverythingBack() throws Exception {
    Path bundle = folder.resolve("bundle");
    try (PostgresHost source = PostgresHost.start();
        PostgresHost target = PostgresHost.start()) {
      OddDatabase odd = OddDatabase.fill(source, "odd", 15);
      Bundles.in(bundle).snapshot(odd.address());
      OddDatabase restored = OddDatabase.create(target, "odd");
      String said = paste(RecoveryLines.of(bundle, Bundles.SOURCE, "postgres"), bundle, restored);
      assertThat(said).doesNotContain("ERROR", "FATAL", "not loaded");
      PostgresRoundTripTest.requireEqual(odd, restored);
      PostgresRoundTripTest.requireHarmless(restored);
    }
  }

  private static String paste(String lines, Path bundle, OddDatabase into)
      throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-s").directory(bundle.toFile());
    shell
        .environment()
        .putAll(
            Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Integer.toString(into.host().port()),
                "PGUSER", into.host().user(),
                "PGPASSWORD", into.host().password(),
                "PGDATABASE", into.name()));
    Process process = shell.redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write((lines + "\n").getBytes(UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
