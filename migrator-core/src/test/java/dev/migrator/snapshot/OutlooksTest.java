package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Deadline;
import dev.migrator.engine.SourceProgress;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Standing;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run with a deadline counts what there is beside those that capture it, and foretells its end.
@Timeout(60)
final class OutlooksTest {
  private static final Deadline FAR =
      new Deadline(Instant.now().plus(Duration.ofHours(9)), Duration.ZERO);

  @TempDir private Path folder;
  private final MemoryStore store = MemoryStore.versioned();

  private void fill(int objects) {
    for (int i = 0; i < objects; i++) {
      store.put("key-%04d".formatted(i), "content");
    }
  }

  /// Each body takes a moment.
  private FaultyStore slow(Duration each) {
    FaultyStore slow = new FaultyStore(store);
    slow.fail(
        made -> {
          if (made.call() == Call.BYTES) {
            pause(each);
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    return slow;
  }

  private static void pause(Duration moment) {
    try {
      Thread.sleep(moment);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void allIsCountedLongBeforeItIsCapturedAndTheEndIsForetold() throws InterruptedException {
    fill(900);
    Estates estates = Estates.of(slow(Duration.ofMillis(20))).until(FAR);
    Thread run = Thread.ofVirtual().start(() -> estates.snapshotInto(folder));
    SourceProgress media = estates.progress.of("media");

    while (!media.view().isCounted()) {
      pause(Duration.ofMillis(10));
    }

    assertThat(media.view().knownObjects()).isEqualTo(900);
    assertThat(media.view().knownBytes()).isEqualTo(900 * 7);
    assertThat(media.view().objects()).isLessThan(900);
    run.join();
    assertThat(estates.progress.view().outlook()).isPresent();
    assertThat(estates.progress.view().objectsLeft()).isZero();
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
  }

  @Test
  void withoutADeadlineNothingIsListedTwice() {
    fill(50);
    FaultyStore source = slow(Duration.ofMillis(60));
    Estates estates = Estates.of(source).oneByOne();

    estates.snapshotInto(folder);

    assertThat(estates.progress.view().outlook()).isEmpty();
    assertThat(source.calls(Call.NEXT)).isLessThan(60);
  }

  @Test
  void whatTheCensusCannotListStaysUncountedAndTheCaptureGoesOn() {
    fill(120);
    FaultyStore source = slow(Duration.ofMillis(30));
    source.fail(
        made -> made.call() == Call.LIST && Thread.currentThread().getName().equals("census"),
        When.BEFORE,
        () -> new StoreException(Reason.FORBIDDEN, "no", "Ask.", null));
    Estates estates = Estates.of(source).until(FAR).standing("media", Standing.ofValue(3));

    SnapshotResult result = estates.snapshotInto(folder);

    assertThat(result.finished()).isTrue();
    assertThat(estates.progress.of("media").view().isCounted()).isFalse();
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
  }
}
