package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Scan of tables, and Query for one partition; neither of indexes.
final class Reads {
  private static final Pattern CONDITION = Pattern.compile("\\s*(#?\\w+)\\s*=\\s*(:\\w+)\\s*");
  private static final long MOST_SEGMENTS = 1_000_000;
  private static final String[] UNSUPPORTED = {
    "IndexName",
    "FilterExpression",
    "ProjectionExpression",
    "AttributesToGet",
    "ScanFilter",
    "QueryFilter",
    "KeyConditions",
    "ConditionalOperator"
  };

  private final Tables tables;
  private final Segments segments;

  /// A part of a table.
  private record Segment(long number, long total) {
    boolean has(ItemKey key) {
      return key.segment(total) == number;
    }
  }

  Reads(Tables tables, Segments segments) {
    this.tables = tables;
    this.segments = segments;
  }

  Map<String, Operation> all() {
    return Map.of("Scan", this::scan, "Query", this::query);
  }

  private ObjectNode scan(Fields request) {
    request.without("Scan", UNSUPPORTED);
    Page.check(request);
    Segment segment = segment(request);
    Table table = tables.withItems(request);
    ItemKey start = start(request, table);
    if (start != null && !segment.has(start)) {
      throw Refusal.validation(
          ("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                  + " ExclusiveStartKey with correct Segment. TotalSegments: %d Segment: %d")
              .formatted(segment.total(), segment.number()));
    }
    return read(request, table, start, segment::has);
  }

  private ObjectNode query(Fields request) {
    request.without("Query", UNSUPPORTED);
    request.without("Query", "ScanIndexForward");
    Page.check(request);
    Table table = tables.withItems(request);
    Scalar partition = partition(request, table);
    return read(request, table, start(request, table), key -> key.partition().equals(partition));
  }

  private static ObjectNode read(
      Fields request, Table table, @Nullable ItemKey start, Predicate<ItemKey> wanted) {
    if (table.throughput().isReadOut()) {
      throw Refusal.throttled();
    }
    Page page = new Page(table, request);
    for (Map.Entry<ItemKey, StoredItem> entry : table.items().after(start).entrySet()) {
      if (page.isFull()) {
        break;
      }
      if (wanted.test(entry.getKey())) {
        page.add(entry.getValue());
      }
    }
    return page.answer();
  }

  private Segment segment(Fields request) {
    Long number = request.integer("Segment");
    Long total = request.integer("TotalSegments");
    if (segments == Segments.IGNORED || (number == null && total == null)) {
      return new Segment(0, 1);
    }
    new Constraints()
        .range("segment", number, 0, MOST_SEGMENTS - 1)
        .range("totalSegments", total, 1, MOST_SEGMENTS)
        .hold();
    if (total == null) {
      throw Refusal.validation(
          "The TotalSegments parameter is required but was not present in the request when Segment"
              + " parameter is present");
    }
    if (number == null) {
      throw Refusal.validation(
          "The Segment parameter is required but was not present in the request when parameter"
              + " TotalSegments is present");
    }
    return segment(number, total);
  }

  private static Segment segment(long number, long total) {
    if (number >= total) {
      throw Refusal.validation(
          ("The Segment parameter is zero-based and must be less than parameter TotalSegments:"
                  + " Segment: %d is not less than TotalSegments: %d")
              .formatted(number, total));
    }
    return new Segment(number, total);
  }

  private static @Nullable ItemKey start(Fields request, Table table) {
    Fields raw = request.structure("ExclusiveStartKey");
    if (raw == null) {
      return null;
    }
    try {
      return table.key().keyOfRequest(Values.attributes(raw));
    } catch (Refusal e) {
      throw Refusal.validation("The provided starting key is invalid: " + e.message());
    }
  }

  private static Scalar partition(Fields request, Table table) {
    Matcher condition = CONDITION.matcher(request.needed("KeyConditionExpression"));
    if (!condition.matches()) {
      throw Refusal.unsupported("KeyConditionExpression other than of the partition key");
    }
    String name = condition.group(1);
    if (name.startsWith("#")) {
      name = request.neededStructure("ExpressionAttributeNames").needed(name);
    }
    KeyAttribute attribute = table.key().attributes().getFirst();
    if (!attribute.name().equals(name)) {
      throw Refusal.validation("Query condition missed key schema element: " + attribute.name());
    }
    ObjectNode values = Values.attributes(request.neededStructure("ExpressionAttributeValues"));
    JsonNode value = values.get(condition.group(2));
    if (value == null || !attribute.fits(value)) {
      throw Refusal.invalid("Condition parameter type does not match schema type");
    }
    return attribute.scalar(value);
  }
}
