package dev.migrator.snapshot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.archive.ThawLimit;
import dev.migrator.engine.Deadline;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.sandbox.ColdS3;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.S3Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  private final List<Estates> begun = new ArrayList<>();
  private final HandSet clock = new HandSet(START);
  private ColdS3 host = ColdS3.start(clock, USUAL);

  @AfterEach
  void stop() {
    begun.forEach(estates -> estates.stop.stop());
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

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long; %s", host.log()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private CompletableFuture<SnapshotResult> begin(Estates estates) {
    begun.add(estates);
    return CompletableFuture.supplyAsync(
        () -> estates.snapshotInto(folder), run -> Thread.ofPlatform().daemon().start(run));
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
    SnapshotResult result = run.orTimeout(20, SECONDS).join();
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

  @ParameterizedTest
  @CsvSource({
    "PT13H, RESTORE a-cold Bulk 1",
    "PT30H, RESTORE a-cold Bulk 2",
    "PT6H,  RESTORE a-cold Standard 1",
    "PT1H,  RESTORE a-cold Expedited 1",
  })
  void theDeadlineChoosesTheWay(Duration left, String request) {
    host.put("a-cold", "GLACIER", "of a");
    Estates estates = estates().until(in(left));
    CompletableFuture<SnapshotResult> run = begin(estates);
    await(() -> waits(estates));
    clock.forward(left.minusMinutes(5));
    assertThat(run.orTimeout(20, SECONDS).join().finished()).isTrue();
    assertThat(requests()).containsExactly(request);
    assertThat(contentOf("a-cold")).isEqualTo("OBJECT of a");
  }

  @Test
  void whatCannotComeInTimeIsNamedAndNotAskedFor() {
    fill();
    SnapshotResult result = estates().until(in(Duration.ofMinutes(4))).snapshotInto(folder);
    assertThat(requests()).isEmpty();
    assertThat(result.finished()).isTrue();
    assertThat(Captured.read(folder).gaps())
        .hasSize(2)
        .allSatisfy(gap -> {
          assertThat(gap.code()).isEqualTo(Gap.Code.ARCHIVED);
          assertThat(gap.reason())
              .isEqualTo(
                  "archived (GLACIER): the fastest way back that may be taken, Expedited, may need"
                      + " 5 min, and the run ends at 2026-11-30T06:04:00Z");
        });
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("media: archived: 2 objects, 8 bytes, in GLACIER: LOST"));
    assertThat(folder.resolve("meta/continue.yaml")).exists();
  }

  @Test
  void whatItCostsIsToldBeforeItIsAskedFor() {
    host.put("a-cold", "DEEP_ARCHIVE", "of a");
    host.put("b-cold", "GLACIER", "of b");
    Estates estates = estates().until(in(Duration.ofHours(20)));
    begin(estates);
    await(() -> waits(estates));
    assertThat(estates.progress.takeTold())
        .containsExactly(
            "media: archived: 1 object, 4 bytes, in GLACIER: brought back by Bulk, there by"
                + " 2026-11-30T18:00:00Z, for about 0.01 USD (list price of us-east-1, 2026-11-30;"
                + " look up your region's)",
            "media: archived: 1 object, 4 bytes, in DEEP_ARCHIVE: brought back by Standard, there by"
                + " 2026-11-30T18:00:00Z, for about 0.01 USD (list price of us-east-1, 2026-11-30;"
                + " look up your region's)");
    estates.stop.stop();
  }

  @Test
  void aStoppedRunIsGoneOnWithAndNothingIsAskedForTwice() {
    fill();
    Estates first = estates();
    CompletableFuture<SnapshotResult> run = begin(first);
    await(() -> waits(first));
    first.stop.stop();
    SnapshotResult result = run.orTimeout(20, SECONDS).join();
    assertThat(result.finished()).isFalse();
    assertThat(result.interrupted()).isTrue();
    assertThat(contentOf("a-cold"))
        .contains("archived (GLACIER): asked for, expected by 2026-11-30T18:00:00Z, not there");

    Estates second = estates();
    CompletableFuture<SnapshotResult> again = begin(second);
    await(() -> waits(second));
    clock.forward(Duration.ofHours(13));
    assertThat(again.orTimeout(20, SECONDS).join().finished()).isTrue();
    assertThat(again.orTimeout(20, SECONDS).join().hasGaps()).isFalse();
    assertThat(requests()).hasSize(2);

    assertThat(estates().snapshotInto(folder).finished()).as("once more").isTrue();
    assertThat(requests()).hasSize(2);
  }

  @Test
  void whatAnEarlierRunAskedForIsLookedForOftenWhereTimeIsShort() {
    fill();
    Estates first = estates().until(in(Duration.ofMinutes(30)));
    CompletableFuture<SnapshotResult> run = begin(first);
    await(() -> waits(first));
    first.stop.stop();
    run.orTimeout(20, SECONDS).join();
    Estates second = estates().until(in(Duration.ofMinutes(30)));
    CompletableFuture<SnapshotResult> again = begin(second);
    await(() -> waits(second));
    clock.forward(Duration.ofMinutes(5));
    assertThat(again.orTimeout(20, SECONDS).join().hasGaps()).isFalse();
    assertThat(requests()).hasSize(2);
  }

  @Test
  void whatCameBackWhileNoRunLookedIsCapturedByTheNext() {
    fill();
    Estates first = estates();
    CompletableFuture<SnapshotResult> run = begin(first);
    await(() -> waits(first));
    first.stop.stop();
    run.orTimeout(20, SECONDS).join();
    clock.forward(Duration.ofHours(13));
    assertThat(estates().snapshotInto(folder).hasGaps()).isFalse();
    assertThat(requests()).hasSize(2);
  }

  @Test
  void whereTheHostRefusesAWayTheNextThatFitsIsTaken() {
    host.put("a-cold", "GLACIER", "of a");
    host.refuse("Bulk");
    host.refuse("Standard");
    Estates estates = estates().until(in(Duration.ofHours(13)));
    CompletableFuture<SnapshotResult> run = begin(estates);
    await(() -> waits(estates));
    clock.forward(Duration.ofMinutes(5));
    assertThat(run.orTimeout(20, SECONDS).join().hasGaps()).isFalse();
    assertThat(requests())
        .containsExactly(
            "RESTORE a-cold Bulk 1", "RESTORE a-cold Standard 1", "RESTORE a-cold Expedited 1");
  }

  @Test
  void whereTheHostHasNoRoomForTheOnlyWayTheObjectIsNamed() {
    host.put("a-cold", "GLACIER", "of a");
    host.refuse("Expedited");
    SnapshotResult result = estates().until(in(Duration.ofHours(1))).snapshotInto(folder);
    assertThat(result.finished()).isTrue();
    assertThat(contentOf("a-cold"))
        .contains("no way back is left")
        .contains("Expedited was refused: the host refuses it: HTTP 503")
        .contains("GlacierExpeditedRetrievalNotAvailable");
  }

  @Test
  void whereTheDeadlineComesFirstWhatIsNotThereIsNamedAndTheNextRunHasIt() {
    host.close();
    host = ColdS3.start(clock, Map.of("Bulk", Duration.ofHours(20)));
    fill();
    Estates estates = estates().until(in(Duration.ofHours(14)));
    CompletableFuture<SnapshotResult> run = begin(estates);
    await(() -> waits(estates));
    clock.forward(Duration.ofHours(15));
    SnapshotResult result = run.orTimeout(20, SECONDS).join();
    assertThat(result.outOfTime()).isTrue();
    assertThat(result.stopped()).isEqualTo("the deadline, 2026-11-30T20:00:00Z, came first");
    assertThat(contentOf("b-warm")).isEqualTo("OBJECT of b");
    assertThat(Captured.read(folder).gaps())
        .hasSize(2)
        .allSatisfy(gap ->
            assertThat(gap.reason())
                .contains("archived (GLACIER): asked for, expected by 2026-11-30T18:00:00Z"));
    assertThat(folder.resolve("meta/continue.yaml")).exists();
    clock.forward(Duration.ofHours(6));
    assertThat(estates().snapshotInto(folder).hasGaps()).isFalse();
  }

  @Test
  void whatComesBackEarlierIsCapturedEarlier() {
    host.close();
    host =
        ColdS3.start(clock, Map.of("Bulk", Duration.ofHours(11), "Standard", Duration.ofHours(11)));
    host.put("a-deep", "DEEP_ARCHIVE", "of a");
    host.put("b-cold", "GLACIER", "of b");
    host.put("c-deep", "DEEP_ARCHIVE", "of c");
    host.delay("a-deep", Duration.ofHours(30));
    Estates estates = estates();
    CompletableFuture<SnapshotResult> run = begin(estates);
    await(() -> waits(estates));
    clock.forward(Duration.ofHours(12));
    await(() -> host.log().contains("READ b-cold") && host.log().contains("READ c-deep"));
    await(() -> waits(estates));
    assertThat(host.log()).doesNotContain("READ a-deep");
    clock.forward(Duration.ofHours(30));
    assertThat(run.orTimeout(20, SECONDS).join().hasGaps()).isFalse();
    assertThat(requests()).hasSize(3);
  }

  @Test
  void whoWantsNothingBroughtBackHasGapsAsBefore() {
    fill();
    SnapshotResult result = Estates.of(source(ThawLimit.NEVER)).clock(clock).snapshotInto(folder);
    assertThat(requests()).isEmpty();
    assertThat(result.finished()).isTrue();
    assertThat(Captured.read(folder).gaps())
        .extracting(Gap::code)
        .containsOnly(Gap.Code.ARCHIVED)
        .hasSize(2);
    assertThat(contentOf("a-cold")).contains("InvalidObjectState");
  }

  @Test
  void anObjectInATierThatNoListingShowsIsBroughtBackToo() {
    host.putTiered("a", "DEEP_ARCHIVE_ACCESS", "of a");
    Estates estates = estates().until(in(Duration.ofHours(20)));
    CompletableFuture<SnapshotResult> run = begin(estates);
    await(() -> waits(estates));
    clock.forward(Duration.ofHours(13));
    assertThat(run.orTimeout(20, SECONDS).join().hasGaps()).isFalse();
    assertThat(requests()).containsExactly("RESTORE a Standard");
  }

  @Test
  void anObjectThatCameToTheArchiveAfterItWasCapturedIsNotAskedFor() {
    host.put("a", "STANDARD", "of a");
    estates().snapshotInto(folder);
    host.put("a", "GLACIER", "of a");
    assertThat(estates().snapshotInto(folder).hasGaps()).isFalse();
    assertThat(requests()).isEmpty();
    assertThat(contentOf("a")).isEqualTo("OBJECT of a");
  }

  @Test
  void aCopyThatHasGoneBeforeItWasReadIsAskedForAgain() {
    host.put("a", "GLACIER", "of a");
    Estates first = estates();
    CompletableFuture<SnapshotResult> run = begin(first);
    await(() -> waits(first));
    first.stop.stop();
    run.orTimeout(20, SECONDS).join();
    clock.forward(Duration.ofDays(9));
    Estates second = estates();
    CompletableFuture<SnapshotResult> again = begin(second);
    await(() -> waits(second));
    clock.forward(Duration.ofHours(13));
    assertThat(again.orTimeout(20, SECONDS).join().hasGaps()).isFalse();
    assertThat(requests()).hasSize(2);
  }
}
