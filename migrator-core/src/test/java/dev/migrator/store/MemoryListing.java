package dev.migrator.store;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goes from key to key, so that it sees what is written behind its place and misses nothing.
final class MemoryListing implements Listing {
  private final NavigableMap<Key, List<MemoryStore.Version>> keys;
  private KeyRange rest;
  private List<MemoryStore.Version> versions = List.of();
  private int index;

  MemoryListing(NavigableMap<Key, List<MemoryStore.Version>> keys, KeyRange range) {
    this.keys = keys;
    this.rest = range;
  }

  @Override
  public @Nullable Listed next() {
    if (index == versions.size()) {
      Map.Entry<Key, List<MemoryStore.Version>> found = keys.ceilingEntry(rest.from());
      if (found == null || !rest.contains(found.getKey())) {
        return null;
      }
      versions = found.getValue();
      index = 0;
      rest = after(found.getKey());
    }
    Listed listed = versions.get(index).listed();
    return withLatest(listed, index++ == 0);
  }

  private KeyRange after(Key key) {
    Key successor = key.successor();
    return rest.isBelowEnd(successor) ? rest.startingAt(successor) : endOf(rest);
  }

  private static KeyRange endOf(KeyRange range) {
    Key end = Objects.requireNonNull(range.to());
    return new KeyRange(end, end);
  }

  private static Listed withLatest(Listed listed, boolean latest) {
    return new Listed(
        listed.key(),
        listed.kind(),
        listed.versionId(),
        latest,
        listed.sizeBytes(),
        listed.modified(),
        listed.etag(),
        listed.storageClass());
  }

  @Override
  public void close() {}
}
