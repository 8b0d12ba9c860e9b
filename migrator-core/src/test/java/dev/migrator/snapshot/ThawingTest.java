package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.archive.ThawLimit;
import dev.migrator.engine.Deadline;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.sandbox.ColdS3;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.S3Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots of a bucket of which objects lie in archives, by a clock that the test moves.
@Timeout(120)
final class ThawingTest {
  private static final Instant START = Instant.parse("2026-11-30T06:00:00Z");
  private static final Map<String, Duration> USUAL =
      Map.of(
          "Bulk", Duration.ofHours(11),
          "Standard", Duration.ofHours(4),
          "Expedited", Duration.ofMinutes(4));

  @TempDir private Path folder;
  private final HandSet clock = new HandSet(START);
  private ColdS3 host = ColdS3.start(clock, USUAL);

  @AfterEach
  void stop() {
    host.close();
  }

  private ObjectSource source(ThawLimit limit) {
    return new S3Source(
        new S3Address(
            ColdS3.BUCKET,
            "us-east-1",
            host.endpoint(),
            true,
            Key.of(""),
            false,
            new StaticCredentials(host.accessKeyId(), host.secretAccessKey(), null),
            limit));
  }

  private Estates estates() {
    return Estates.of(source(ThawLimit.EXPEDITED)).clock(clock);
  }

  private static Deadline in(Duration time) {
    return new Deadline(START.plus(time), Duration.ZERO);
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private CompletableFuture<SnapshotResult> begin(Estates estates) {
    return CompletableFuture.supplyAsync(() -> estates.snapshotInto(folder));
  }

  private static boolean waits(Estates estates) {
    return estates.progress.view().phase().startsWith("waiting for archived objects");
  }

  private List<String> requests() {
    return host.log().stream().filter(line -> line.startsWith("RESTORE")).toList();
  }

  private String contentOf(String key) {
    return String.valueOf(Captured.read(folder).contents().get(key));
  }

  private void fill() {
    host.put("a-cold", "GLACIER", "of a");
    host.put("b-warm", "STANDARD", "of b");
    host.put("c-cold", "GLACIER", "of c");
    host.put("d-warm", "STANDARD", "of d");
  }

  @Test
  void allIsAskedForFirstAndCapturedWhenItIsThereWithoutHoldingUpTheRest() {
    fill();
    Estates estates = estates();
    CompletableFuture<SnapshotResult> run = begin(estates);
    await(() -> waits(estates));
    assertThat(host.log())
        .containsExactlyInAnyOrder(
            "RESTORE a-cold Bulk 7", "RESTORE c-cold Bulk 7", "READ b-warm", "READ d-warm");
    assertThat(host.log().subList(0, 2)).allMatch(line -> line.startsWith("RESTORE"));
    clock.forward(Duration.ofHours(13));
    SnapshotResult result = run.join();
    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(Captured.read(folder).contents())
        .containsOnly(
            Map.entry("a-cold", "OBJECT of a"),
            Map.entry("b-warm", "OBJECT of b"),
            Map.entry("c-cold", "OBJECT of c"),
            Map.entry("d-warm", "OBJECT of d"));
    assertThat(requests()).hasSize(2);
    assertThat(host.log()).hasSize(6);
  }
}
