package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Deadline;
import dev.migrator.engine.SourceProgress;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a capture sees less than was counted beside it is told.
@Timeout(60)
final class ShortfallTest {
  private static final Deadline FAR =
      new Deadline(Instant.now().plus(Duration.ofHours(9)), Duration.ZERO);

  @TempDir private Path folder;
  private final MemoryStore store = MemoryStore.versioned();

  private void fill(int objects) {
    for (int i = 0; i < objects; i++) {
      store.put("key-%04d".formatted(i), "content");
    }
  }

  /// Its listings leave something out for those that capture, who come when all is counted.
  private final class Lying implements ObjectSource {
    private final Predicate<String> leftOut;
    private @Nullable SourceProgress progress;
    private Consumer<String> reading = _ -> {};

    Lying(Predicate<String> leftOut) {
      this.leftOut = leftOut;
    }

    @Override
    public String label() {
      return store.label();
    }

    @Override
    public SourceDescription describe() {
      return store.describe();
    }

    @Override
    public List<KeyRange> split(KeyRange range, int parts) {
      return store.split(range, parts);
    }

    @Override
    public Listing list(KeyRange range) {
      Listing all = store.list(range);
      return Thread.currentThread().getName().startsWith("worker") ? some(all) : all;
    }

    private Listing some(Listing all) {
      while (progress != null && !progress.view().isCounted()) {
        Thread.onSpinWait();
      }
      return new Listing() {
        @Override
        public @Nullable Listed next() {
          Listed next = all.next();
          while (next != null && leftOut.test(next.key().text())) {
            next = all.next();
          }
          return next;
        }

        @Override
        public void close() {
          all.close();
        }
      };
    }

    @Override
    public ObjectReader read(Listed listed) {
      reading.accept(listed.key().text());
      return store.read(listed);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private SnapshotResult snapshot(Predicate<String> leftOut) {
    Lying source = new Lying(leftOut);
    Estates estates = Estates.of(source).until(FAR);
    source.progress = estates.progress.of("media");
    return estates.snapshotInto(folder);
  }

  @Test
  void aListingThatLeavesSomeOutIsToldAndIsNoGap() {
    fill(200);

    SnapshotResult result = snapshot(key -> key.endsWith("7"));

    assertThat(result.notes())
        .containsExactly(
            "media: 180 entries were listed to be captured, fewer than the 200 that were counted"
                + " beside it: they came or went meanwhile, or the host's listing left some out;"
                + " run it again, which lists anew");
    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(Captured.read(folder).contents()).hasSize(180);
  }

  @Test
  void markersAndVersionsAreCountedAsTheyAreCaptured() {
    fill(20);
    fill(20);
    for (int i = 0; i < 20; i++) {
      store.delete(Key.of("key-%04d".formatted(i)));
    }

    assertThat(snapshot(_ -> false).notes()).isEmpty();
    assertThat(Captured.read(folder).contents()).hasSize(60);
    assertThat(snapshot(key -> key.endsWith("9")).notes()).isEmpty();
    assertThat(snapshot(key -> key.endsWith("7") || key.endsWith("8")).notes())
        .singleElement()
        .asString()
        .startsWith("media: 48 entries were listed to be captured, fewer than the 60");
  }

  @Test
  void aHandfulComesAndGoesInAnyStoreAndSomeMoreInALargeOne() {
    assertThat(new Shortfall(100, 90).note("media")).isEmpty();
    assertThat(new Shortfall(100, 89).note("media")).isPresent();
    assertThat(new Shortfall(100_000, 99_000).note("media")).isEmpty();
    assertThat(new Shortfall(100_000, 98_999).note("media")).isPresent();
    assertThat(new Shortfall(100, 200).note("media")).isEmpty();
  }

  @Test
  void whereNotAllWasListedNothingIsCompared() {
    fill(200);
    Lying source = new Lying(key -> key.endsWith("7"));
    Estates estates = Estates.of(source).until(FAR);
    source.progress = estates.progress.of("media");
    estates.stop.stop();

    SnapshotResult stopped = estates.snapshotInto(folder);

    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.notes()).isEmpty();
  }

  /// What came since the first process listed is not what a listing left out.
  @Test
  void aRunThatGoesOnIsNotHeldAgainstWhatCameSince() {
    fill(200);
    Lying source = new Lying(_ -> false);
    Estates first = Estates.of(source).workers(1);
    source.reading =
        key -> {
          if (key.equals("key-0100")) {
            first.stop.stop();
          }
        };
    assertThat(first.snapshotInto(folder).interrupted()).isTrue();
    for (int i = 0; i < 50; i++) {
      store.put("key-0000-%02d".formatted(i), "new");
    }

    SnapshotResult result = snapshot(_ -> false);

    assertThat(result.finished()).isTrue();
    assertThat(Captured.read(folder).contents()).hasSize(200);
    assertThat(result.notes()).isEmpty();
  }
}
