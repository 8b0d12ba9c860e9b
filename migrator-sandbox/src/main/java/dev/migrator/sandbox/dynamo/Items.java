package dev.migrator.sandbox.dynamo;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is in a table, in the order of Scan.
final class Items {
  private final NavigableMap<ItemKey, StoredItem> items = new TreeMap<>();
  private long bytes;
  private @Nullable History history;

  @Nullable StoredItem get(ItemKey key) {
    return items.get(key);
  }

  /// @param item null to have none under this key
  /// @return what was there before
  @Nullable StoredItem put(ItemKey key, @Nullable StoredItem item) {
    StoredItem before = item == null ? items.remove(key) : items.put(key, item);
    bytes += (item == null ? 0 : item.size()) - (before == null ? 0 : before.size());
    if (history != null) {
      history.add(key, item);
    }
    return before;
  }

  /// @param key null for all
  Map<ItemKey, StoredItem> after(@Nullable ItemKey key) {
    return key == null ? items : items.tailMap(key, false);
  }

  Collection<StoredItem> all() {
    return items.values();
  }

  int count() {
    return items.size();
  }

  long bytes() {
    return bytes;
  }

  /// Null if the past is not kept.
  @Nullable History history() {
    return history;
  }

  /// Keeps the past from now on; what was kept already stays.
  void keepHistory() {
    if (history == null) {
      history = new History(items, Instant.now());
    }
  }

  void forgetHistory() {
    history = null;
  }
}
