package dev.migrator.sandbox.dynamo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a table has been since a certain time. Times are in milliseconds, as the protocol has
/// them.
final class History {
  private final Map<ItemKey, StoredItem> first;
  private final Instant since;
  private final List<Change> changes = new ArrayList<>();

  private record Change(Instant time, ItemKey key, @Nullable StoredItem item) {}

  History(Map<ItemKey, StoredItem> first, Instant since) {
    this.first = new TreeMap<>(first);
    this.since = since.truncatedTo(ChronoUnit.MILLIS);
  }

  Instant since() {
    return since;
  }

  void add(ItemKey key, @Nullable StoredItem item) {
    changes.add(new Change(Instant.now().truncatedTo(ChronoUnit.MILLIS), key, item));
  }

  /// What was in the table at the end of that millisecond.
  List<StoredItem> asOf(Instant time) {
    Map<ItemKey, StoredItem> then = new TreeMap<>(first);
    for (Change change : changes) {
      if (!change.time().isAfter(time)) {
        if (change.item() == null) {
          then.remove(change.key());
        } else {
          then.put(change.key(), change.item());
        }
      }
    }
    return List.copyOf(then.values());
  }
}
