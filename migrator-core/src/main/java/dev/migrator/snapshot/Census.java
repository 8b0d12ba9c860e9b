package dev.migrator.snapshot;

import dev.migrator.error.StoreException;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what stores hold, ahead of those that capture it, so that the end can be foretold. It
/// costs one listing more, and no memory that grows. What cannot be listed stays uncounted here:
/// whoever captures it names that.
final class Census implements AutoCloseable {
  /// More would take calls from those that capture.
  private static final int LISTINGS_EACH = 4;

  private volatile boolean isClosed;

  private Census() {}

  /// Starts to count. Threads may outlive [#close] by one call of a host.
  static Census of(Collection<SourceRun> sources) {
    Census census = new Census();
    sources.forEach(source -> census.start(() -> census.count(source)));
    return census;
  }

  private void start(Runnable work) {
    Thread.ofVirtual()
        .name("census")
        .start(() -> {
          try {
            work.run();
          } catch (StoreException _) {
            // then it stays uncounted
          } catch (RuntimeException e) {
            if (!isClosed) { // else the source was closed under it
              throw e;
            }
          }
        });
  }

  private void count(SourceRun source) {
    List<CountedRange> ranges =
        source.store().split(KeyRange.ALL, LISTINGS_EACH).stream().map(source::count).toList();
    AtomicInteger left = new AtomicInteger(ranges.size());
    ranges.forEach(range -> start(() -> count(source, range, left)));
  }

  private void count(SourceRun source, CountedRange count, AtomicInteger left) {
    try (Listing listing = source.store().list(count.range())) {
      for (Listed next = listing.next(); next != null; next = listing.next()) {
        if (isClosed || source.isStopped()) {
          return;
        }
        count.add(next);
      }
    }
    if (left.decrementAndGet() == 0) {
      source.progress().counted();
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
