package dev.migrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.cli.process.Program.Ended;
import dev.migrator.cli.process.Program.Running;
import dev.migrator.sandbox.ColdS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while objects are asked for out of their archive, and while they are waited for.
/// `ARCHIVE_KILLS_SEED` plays one again.
class ArchiveKillsTest {
  private static final int KILLS = 3;
  private static final int COLD = 300;
  private static final int WARM = 10;

  @TempDir Path folder;
  private final AtomicReference<Duration> hostAhead = new AtomicReference<>(Duration.ZERO);
  private int kills;

  @Test
  void nothingIsAskedForInADearerWayAndAllIsReadOnceInTheEnd() throws IOException {
    Random random = new Random(seed());
    Map<String, Duration> thawTimes = Map.of("Bulk", Duration.ofHours(12));
    try (ColdS3 host = ColdS3.start(() -> Instant.now().plus(hostAhead.get()), thawTimes)) {
      fill(host);
      for (int i = 0; i < KILLS; i++) {
        int moment = asked(host).size() + 1 + random.nextInt(COLD / KILLS);
        killWhen(() -> asked(host).size() >= moment);
      }
      killWhen(() -> host.log().stream().filter(line -> line.startsWith("READ")).count() == WARM);
      hostAhead.set(Duration.ofHours(13));
      expect(0, snapshot().await());
      assertThat(kills).as("that came in time").isGreaterThan(KILLS / 2);
      assertThat(asked(host)).allMatch(line -> line.endsWith(" Bulk 7"));
      assertThat(asked(host).stream().distinct()).hasSize(COLD);
      assertThat(host.log().stream().filter(line -> line.startsWith("READ cold")))
          .hasSize(COLD)
          .doesNotHaveDuplicates();
      compare();
    }
  }

  private static long seed() {
    String given = System.getenv("ARCHIVE_KILLS_SEED");
    long seed = given == null ? new Random().nextLong() : Long.parseLong(given);
    System.out.println("ARCHIVE_KILLS_SEED=" + seed);
    return seed;
  }

  private void fill(ColdS3 host) throws IOException {
    IntStream.range(0, COLD).forEach(i -> host.put(cold(i), "GLACIER", "of " + cold(i)));
    IntStream.range(0, WARM).forEach(i -> host.put(warm(i), "STANDARD", "of " + warm(i)));
    Files.writeString(
        folder.resolve("estate.yaml"),
        """
        estate: test
        sources:
          pictures:
            s3: { bucket: %s, endpoint: "%s", path-style: true, region: us-east-1, versions: latest,
                  credentials: { access-key-id: any, secret-access-key: any } }
        """
            .formatted(ColdS3.BUCKET, host.endpoint()));
  }

  private static String cold(int number) {
    return "cold-%03d".formatted(number);
  }

  private static String warm(int number) {
    return "warm-%03d".formatted(number);
  }

  private static List<String> asked(ColdS3 host) {
    return host.log().stream().filter(line -> line.startsWith("RESTORE")).toList();
  }

  private void killWhen(BooleanSupplier seen) {
    Running run = snapshot();
    if (run.waitUntil(seen)) {
      run.kill();
      kills++;
    }
    Ended left = new Program(folder).run("verify", "bundle");
    assertThat(left.code()).as("after kill %d: %s", kills, left).isIn(0, 3, 10);
  }

  private Running snapshot() {
    return new Program(folder).start("snapshot", "estate.yaml", "--bundle", "bundle");
  }

  private void compare() {
    Program program = new Program(folder);
    expect(0, program.run("verify", "bundle"));
    expect(0, program.run("restore", "bundle", "--source", "pictures", "--to", "restored"));
    IntStream.range(0, COLD).mapToObj(ArchiveKillsTest::cold).forEach(this::compare);
    IntStream.range(0, WARM).mapToObj(ArchiveKillsTest::warm).forEach(this::compare);
  }

  private void compare(String key) {
    assertThat(folder.resolve("restored").resolve(key)).hasContent("of " + key);
  }

  private static void expect(int code, Ended ended) {
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
  }
}
