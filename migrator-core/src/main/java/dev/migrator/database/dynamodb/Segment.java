package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One of the equal parts that a scan cuts a table's space of keys into. Reads are consistent: what
/// was written before the scan began is in it.
///
/// @param number from 0
record Segment(Calls calls, Table table, int number, int of, Pace pace) implements Portion {
  private static final String SCAN = "Scan";
  private static final String SCAN_SEGMENT = "Segment";

  @Override
  public Copied copy(ByteSink sink) {
    try (GzipTee gzip = new GzipTee(sink)) {
      RowsHash sum = read(item -> gzip.write(Items.line(Json.bytes(item))));
      return new Copied(sum, Base64.getEncoder().encodeToString(gzip.finish()));
    }
  }

  /// Hashes all items and keeps none.
  RowsHash hash() {
    return read(_ -> {});
  }

  private RowsHash read(Consumer<JsonNode> items) {
    ItemHash hash = new ItemHash();
    RowsHash sum = RowsHash.NONE;
    JsonNode start = null;
    do {
      Items.Page page = page(start);
      for (JsonNode item : page.items()) {
        sum = sum.plus(hash.of(item));
        items.accept(item);
      }
      start = next(start, page.last());
    } while (start != null);
    return sum;
  }

  private Items.Page page(@Nullable JsonNode start) {
    byte[] request = Json.bytes(request(start));
    return calls.call(
        pace,
        () -> {
          try {
            Items.Page page = Items.page(calls.send(SCAN, table.name(), request));
            pace.consumed(page.units(), System.nanoTime());
            return page;
          } catch (IOException e) {
            throw calls.unreadable(SCAN, table.name(), e);
          }
        });
  }

  private ObjectNode request(@Nullable JsonNode start) {
    ObjectNode request = Questions.named(table.name());
    request.put("ConsistentRead", true).put("ReturnConsumedCapacity", "TOTAL");
    if (of > 1) {
      request.put(SCAN_SEGMENT, number).put("TotalSegments", of);
    }
    if (start != null) {
      request.set("ExclusiveStartKey", start);
    }
    return request;
  }

  /// A host that names the same place again would be asked for ever.
  private @Nullable JsonNode next(@Nullable JsonNode start, @Nullable JsonNode last) {
    if (last != null && last.equals(start)) {
      throw new StoreException(
          Reason.REJECTED,
          "a scan of table %s does not get on: its pages end where they begin"
              .formatted(table.label()),
          "Check that the endpoint is DynamoDB, or speaks its protocol.",
          null);
    }
    return last;
  }

  /// Whether the host cuts tables into segments at all; some overlook what they do not know, and
  /// would give every item to each.
  static boolean areHonoured(Calls calls, Table table) {
    JsonNode first = firstKey(calls, table, 0);
    return first == null || !first.equals(firstKey(calls, table, 1));
  }

  private static @Nullable JsonNode firstKey(Calls calls, Table table, int number) {
    ObjectNode request = Questions.named(table.name());
    request.put("Limit", 1).put(SCAN_SEGMENT, number).put("TotalSegments", 2);
    JsonNode items = calls.call(SCAN, table.name(), request).path("Items");
    return items.isEmpty() ? null : items.get(0);
  }

  /// Whether all of a table fits into one page.
  static boolean isOnePage(Calls calls, Table table) {
    ObjectNode request = Questions.named(table.name());
    request.put("Select", "COUNT");
    return calls.call(SCAN, table.name(), request).path("LastEvaluatedKey").isEmpty();
  }
}
