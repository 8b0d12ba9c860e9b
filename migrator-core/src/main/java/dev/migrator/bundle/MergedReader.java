package dev.migrator.bundle;

import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Several sorted streams as one. Of one key, those of earlier streams come first; an entry that
/// several have, by its ordinal, comes once.
final class MergedReader implements EntryReader {
  private final List<EntryReader> readers;
  private final PriorityQueue<Next> queue =
      new PriorityQueue<>(
          Comparator.comparing((Next next) -> next.entry().key()).thenComparing(Next::rank));
  private final Set<Long> ordinals = new HashSet<>();
  private @Nullable Key key;

  private record Next(Entry entry, int rank) {}

  /// @param readers closed with this one
  MergedReader(List<EntryReader> readers) {
    this.readers = new ArrayList<>(readers);
    for (int rank = 0; rank < readers.size(); rank++) {
      advance(rank);
    }
  }

  private void advance(int rank) {
    Entry entry = readers.get(rank).next();
    if (entry != null) {
      queue.add(new Next(entry, rank));
    }
  }

  @Override
  public @Nullable Entry next() {
    for (Next next = queue.poll(); next != null; next = queue.poll()) {
      advance(next.rank());
      Entry entry = next.entry();
      if (key == null || !entry.key().equals(key)) {
        ordinals.clear();
        key = entry.key();
      }
      if (ordinals.add(entry.ordinal())) {
        return entry;
      }
    }
    return null;
  }

  @Override
  public void close() {
    try (EntryReader last = readers.isEmpty() ? null : readers.removeLast()) {
      if (last != null) {
        close();
      }
    }
  }
}
