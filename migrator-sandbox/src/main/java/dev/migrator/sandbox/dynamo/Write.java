package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One item to be put or deleted, checked against its table.
///
/// @param item null to delete
record Write(Table table, ItemKey key, @Nullable StoredItem item) {

  /// @throws Refusal if the table cannot take the item
  static Write put(Table table, ObjectNode attributes) {
    StoredItem item = StoredItem.of(attributes);
    ItemKey key = table.key().keyOfItem(attributes);
    table.checkIndexes(attributes);
    return new Write(table, key, item);
  }

  static Write delete(Table table, ObjectNode key) {
    return new Write(table, table.key().keyOfRequest(key), null);
  }

  /// @return what was there before
  @Nullable StoredItem perform() {
    StoredItem before = table.items().get(key);
    table.throughput().takeWrite(units(before));
    return table.items().put(key, item);
  }

  /// What it costs, by the larger of what is there and what comes.
  int units(@Nullable StoredItem before) {
    int old = before == null ? 1 : before.writeUnits();
    return Math.max(1, Math.max(old, item == null ? 1 : item.writeUnits()));
  }

  /// @throws Refusal if it is larger than any item may be
  static ObjectNode checkedItem(Fields raw) {
    ObjectNode attributes = Values.attributes(raw);
    if (Sizes.ofItem(attributes) > Sizes.LARGEST_ITEM) {
      throw Refusal.validation("Item size has exceeded the maximum allowed size");
    }
    return attributes;
  }
}
