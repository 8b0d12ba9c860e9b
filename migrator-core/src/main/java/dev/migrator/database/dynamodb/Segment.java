package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
    ItemHash hash = new ItemHash();
    RowsHash sum = RowsHash.NONE;
    try (GzipTee gzip = new GzipTee(sink)) {
      JsonNode start = null;
      do {
        Lines lines = page(hash, start);
        lines.all.forEach(gzip::write);
        sum = sum.plus(lines.sum);
        start = next(start, lines.last);
      } while (start != null);
      return new Copied(sum, Base64.getEncoder().encodeToString(gzip.finish()));
    }
  }

  /// Hashes all items and keeps none.
  RowsHash hash() {
    ItemHash hash = new ItemHash();
    RowsHash sum = RowsHash.NONE;
    JsonNode start = null;
    do {
      Lines lines = page(hash, start);
      sum = sum.plus(lines.sum);
      start = next(start, lines.last);
    } while (start != null);
    return sum;
  }

  /// The items of a page, and where the next begins.
  private static final class Lines {
    private final List<byte[]> all = new ArrayList<>();
    private RowsHash sum = RowsHash.NONE;
    private @Nullable JsonNode last;
  }

  private Lines page(ItemHash hash, @Nullable JsonNode start) {
    byte[] request = Json.bytes(request(start));
    return calls
        .waiting()
        .ask(
            pace,
            () -> {
              byte[] answer = calls.send(SCAN, table.name(), request);
              Lines lines = new Lines();
              try {
                Items.Page page =
                    Items.page(
                        answer,
                        item -> {
                          lines.sum = lines.sum.plus(hash.of(item));
                          lines.all.add(Items.line(Json.bytes(item)));
                        });
                lines.last = page.last();
                pace.consumed(page.units(), System.nanoTime());
              } catch (IOException e) {
                throw calls.unreadable(SCAN, table.name(), e);
              }
              return lines;
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
