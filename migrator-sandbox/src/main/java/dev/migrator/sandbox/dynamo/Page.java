package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One answer of Scan or Query as it fills up: by number of items, and by their size.
final class Page {
  private static final long MOST_BYTES = 1024 * 1024;

  private final Table table;
  private final Fields request;
  private final long limit;
  private final ArrayNode items = Json.array();
  private long bytes;
  private @Nullable StoredItem last;

  Page(Table table, Fields request) {
    this.table = table;
    this.request = request;
    Long asked = request.integer("Limit");
    this.limit = asked == null ? Long.MAX_VALUE : asked;
  }

  /// @throws Refusal if the request asks for what there is not
  static void check(Fields request) {
    new Constraints()
        .range("limit", request.integer("Limit"), 1, Integer.MAX_VALUE)
        .oneOf(
            "select",
            request.text("Select"),
            "SPECIFIC_ATTRIBUTES",
            "COUNT",
            "ALL_ATTRIBUTES",
            "ALL_PROJECTED_ATTRIBUTES")
        .hold();
    Consumption.check(request);
    String select = request.text("Select", "ALL_ATTRIBUTES");
    if (select.equals("ALL_PROJECTED_ATTRIBUTES")) {
      throw Refusal.invalid(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    if (select.equals("SPECIFIC_ATTRIBUTES")) {
      throw Refusal.invalid(
          "Must specify the AttributesToGet when choosing to get SPECIFIC_ATTRIBUTES");
    }
  }

  boolean isFull() {
    return items.size() >= limit || bytes >= MOST_BYTES;
  }

  void add(StoredItem item) {
    items.add(item.attributes());
    bytes += item.size();
    last = item;
  }

  /// Takes the capacity that it cost.
  ObjectNode answer() {
    double units = Consumption.ofRead(bytes, request);
    table.throughput().takeRead(units);
    ObjectNode answer = Json.object();
    if (!request.text("Select", "ALL_ATTRIBUTES").equals("COUNT")) {
      answer.set("Items", items);
    }
    answer.put("Count", items.size()).put("ScannedCount", items.size());
    if (last != null && isFull()) {
      answer.set("LastEvaluatedKey", table.key().project(last.attributes()));
    }
    Consumption.add(answer, table, units, request);
    return answer;
  }
}
