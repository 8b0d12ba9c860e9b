package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SharingTest {
  @TempDir private Path bundle;
  private final MemoryStore store = new MemoryStore();

  /// Finds no place to cut at the start, only later.
  private static final class Lumpy implements ObjectSource {
    private final MemoryStore store;
    final AtomicInteger listings = new AtomicInteger();

    Lumpy(MemoryStore store) {
      this.store = store;
    }

    @Override
    public List<KeyRange> split(KeyRange range, int parts) {
      return range.equals(KeyRange.ALL) ? List.of(range) : store.split(range, parts);
    }

    @Override
    public Listing list(KeyRange range) {
      listings.incrementAndGet();
      return store.list(range);
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
    public ObjectReader read(Listed listed) {
      return store.read(listed);
    }

    @Override
    public void close() {}
  }

  @Test
  void aRunningUnitGivesHalfOfWhatIsLeftToAnIdleWorker() {
    for (int i = 0; i < 20_000; i++) {
      store.put("key-%05d".formatted(i), "content " + i);
    }
    Lumpy lumpy = new Lumpy(store);

    SnapshotResult result = Estates.of(lumpy).workers(4).snapshotInto(bundle);

    assertThat(result.finished()).isTrue();
    assertThat(lumpy.listings.get()).isGreaterThan(2);
    Captured captured = Captured.read(bundle);
    assertThat(captured.head().sources().get("media").segments()).hasSizeGreaterThan(2);
    assertThat(captured.contents()).isEqualTo(Captured.of(store));
  }

  @Test
  void aSmallSourceIsOneUnitAndOneVolume() {
    for (int i = 0; i < 300; i++) {
      store.put("key-%05d".formatted(i), "content " + i);
    }
    Estates.of(new Lumpy(store)).workers(4).snapshotInto(bundle);
    assertThat(Captured.read(bundle).head().sources().get("media").segments()).hasSize(1);
  }
}
