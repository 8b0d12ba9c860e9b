package dev.migrator.restore;

import dev.migrator.bundle.EntryReader;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Merges a bundle's index with a target's listing, key by key. Not for several threads.
final class KeyMerge implements AutoCloseable {
  private final EntryReader index;
  private final Listing listing;
  private final Groups<Entry> wanted;
  private final Groups<Listed> there;
  private int sequence;

  /// @param index closed with this
  /// @param listing closed with this
  KeyMerge(EntryReader index, Listing listing) {
    this.index = index;
    this.listing = listing;
    wanted = new Groups<>(index::next, Entry::key);
    there = new Groups<>(listing::next, Listed::key);
  }

  /// @return null at the end of both
  @Nullable KeyVersions next() {
    Key key = least(wanted.key(), there.key());
    if (key == null) {
      return null;
    }
    List<Entry> entries = wanted.take(key);
    int number = entries.isEmpty() ? KeyVersions.NOT_IN_BUNDLE : sequence++;
    return new KeyVersions(number, key, entries, there.take(key));
  }

  private static @Nullable Key least(@Nullable Key a, @Nullable Key b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }

  @Override
  public void close() {
    try (listing;
        index) {
      // both are closed, also where one fails
    }
  }
}
