package dev.migrator.restore;

import dev.migrator.model.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes all items of one key at a time from a stream that is sorted by key, newest first.
final class Groups<T> {
  private final Supplier<@Nullable T> stream;
  private final Function<T, Key> keyOf;
  private @Nullable T head;

  Groups(Supplier<@Nullable T> stream, Function<T, Key> keyOf) {
    this.stream = stream;
    this.keyOf = keyOf;
    head = stream.get();
  }

  /// The key of the next group, null at the end.
  @Nullable Key key() {
    return head == null ? null : keyOf.apply(head);
  }

  /// The items of `key`, oldest first; empty if the next group is another one.
  List<T> take(Key key) {
    List<T> group = new ArrayList<>(1);
    while (head != null && keyOf.apply(head).equals(key)) {
      group.add(head);
      head = stream.get();
    }
    return group.reversed();
  }
}
