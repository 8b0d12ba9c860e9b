package dev.migrator.snapshot;

import dev.migrator.bundle.EntryReader;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the bundle knows of a range, followed along with a listing of it. Not for several threads.
final class KnownEntries implements AutoCloseable {
  private final EntryReader entries;
  private final List<Entry> group = new ArrayList<>();
  private @Nullable Entry peeked;

  KnownEntries(EntryReader entries) {
    this.entries = entries;
    this.peeked = entries.next();
  }

  /// Finds the same version of the same key. Keys are to be asked for in ascending order.
  @Nullable Entry find(Listed listed) {
    moveTo(listed.key());
    for (Entry entry : group) {
      if (Objects.equals(entry.listed().versionId(), listed.versionId())) {
        return entry;
      }
    }
    return null;
  }

  private void moveTo(Key key) {
    if (!group.isEmpty() && group.getFirst().key().equals(key)) {
      return;
    }
    group.clear();
    Entry next = peeked;
    while (next != null && next.key().compareTo(key) < 0) {
      next = entries.next();
    }
    while (next != null && next.key().equals(key)) {
      group.add(next);
      next = entries.next();
    }
    peeked = next;
  }

  @Override
  public void close() {
    entries.close();
  }
}
