package dev.migrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.cli.process.Program.Ended;
import dev.migrator.cli.process.Program.Running;
import dev.migrator.sandbox.S3ProxyHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at ten random moments of one snapshot. `TEN_KILLS_SEED` plays one again.
class TenKillsTest {
  private static final int KILLS = 10;
  private static final int SMALL_OBJECTS = 1_500;
  private static final int MOST_SMALL_BYTES = 48_000;
  private static final int LARGE_OBJECTS = 1;
  private static final int LARGE_BYTES = 1 << 18;
  private static final int VOLUME_BYTES = 1 << 20;
  private static final int READS_AHEAD = 64;

  /// The volume that is open, what is read ahead of it, and the objects that are one read each.
  private static final long IN_FLIGHT_BYTES =
      VOLUME_BYTES + (long) READS_AHEAD * MOST_SMALL_BYTES + LARGE_OBJECTS * (long) LARGE_BYTES;

  @TempDir Path folder;

  @Test
  void whatIsLeftIsSoundAndOnlyWhatWasInFlightIsReadAgain() throws IOException {
    long seed = seed();
    System.out.println("TEN_KILLS_SEED=" + seed);
    Random random = new Random(seed);
    try (S3ProxyHost host = S3ProxyHost.start();
        ObjectsOnHost objects = ObjectsOnHost.make(host, "killed")) {
      objects.fill("small", SMALL_OBJECTS, 1, MOST_SMALL_BYTES, random);
      objects.fill("large", LARGE_OBJECTS, LARGE_BYTES, LARGE_BYTES, random);
      try (SlowableHost source = SlowableHost.before(host, objects)) {
        source.writeEstate(
            folder.resolve("estate.yaml"), "bundle: { volume-size: %dB }".formatted(VOLUME_BYTES));
        int kills = killAgainAndAgain(source, objects, random);
        expect(0, snapshot().await());
        judge(kills, source.bytesAsked(), objects.sizeBytes());
        compare(objects);
      }
    }
  }

  private static long seed() {
    String given = System.getenv("TEN_KILLS_SEED");
    return given == null ? new Random().nextLong() : Long.parseLong(given);
  }

  private int killAgainAndAgain(SlowableHost source, ObjectsOnHost objects, Random random) {
    int kills = 0;
    for (int i = 0; i < KILLS; i++) {
      long some = IN_FLIGHT_BYTES + random.nextLong(IN_FLIGHT_BYTES / 2);
      long moment = source.bytesAsked() + some;
      Running run = snapshot();
      if (run.waitUntil(() -> source.bytesAsked() >= moment)) {
        run.kill();
        kills++;
      }
      Ended left = new Program(folder).run("verify", "bundle");
      assertThat(left.code()).as("after kill %d: %s", kills, left).isIn(0, 3, 10);
    }
    return kills;
  }

  private Running snapshot() {
    return new Program(folder)
        .start("snapshot", "estate.yaml", "--workers", "1", "--bundle", "bundle");
  }

  /// Each run reads more than it can lose; were all of it lost, the sum would be above this.
  private static void judge(int kills, long movedBytes, long corpusBytes) {
    System.out.printf(
        "%d kills: %d bytes read of a corpus of %d: %.2f times%n",
        kills, movedBytes, corpusBytes, (double) movedBytes / corpusBytes);
    assertThat(movedBytes - corpusBytes).isLessThanOrEqualTo(kills * IN_FLIGHT_BYTES);
  }

  private void compare(ObjectsOnHost objects) throws IOException {
    Program program = new Program(folder);
    expect(0, program.run("verify", "bundle"));
    expect(0, program.run("restore", "bundle", "--source", "media", "--to", "restored"));
    for (var object : objects.bytes().entrySet()) {
      assertThat(folder.resolve("restored").resolve(object.getKey()))
          .hasBinaryContent(object.getValue());
    }
  }

  private static void expect(int code, Ended ended) {
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
  }
}
