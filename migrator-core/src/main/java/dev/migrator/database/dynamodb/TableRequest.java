package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes of a table's description the request that creates it. A description names more than a
/// request may, as counters and states.
///
/// @param name that it is to get
record TableRequest(Table table, String name) {
  static final String LOCAL = "LocalSecondaryIndexes";
  static final String GLOBAL = "GlobalSecondaryIndexes";

  private static final String ATTRIBUTES = "AttributeDefinitions";
  private static final String THROUGHPUT = "ProvisionedThroughput";
  private static final List<String> UNITS = List.of("ReadCapacityUnits", "WriteCapacityUnits");

  /// The table with all indexes and its capacity, as one request.
  ObjectNode whole() {
    ObjectNode request = base();
    ArrayNode global = Json.array();
    indexes(GLOBAL).forEach(index -> global.add(globalIndex(index)));
    if (!global.isEmpty()) {
      request.set(GLOBAL, global);
    }
    request.set(ATTRIBUTES, attributes(true));
    capacity(request);
    return request;
  }

  /// The table as rows are loaded into it: without global indexes, which would refuse items that
  /// were there before them; and without a limit.
  ObjectNode forLoading() {
    ObjectNode request = base();
    request.set(ATTRIBUTES, attributes(false));
    return request.put("BillingMode", "PAY_PER_REQUEST");
  }

  private ObjectNode base() {
    JsonNode from = table.description();
    ObjectNode request = Questions.named(name);
    request.set("KeySchema", from.path("KeySchema"));
    ArrayNode local = Json.array();
    indexes(LOCAL).forEach(index -> local.add(index(index)));
    if (!local.isEmpty()) {
      request.set(LOCAL, local);
    }
    String tableClass = from.path("TableClassSummary").path("TableClass").asText("");
    if (!tableClass.isEmpty()) {
      request.put("TableClass", tableClass);
    }
    return request;
  }

  /// Of one kind.
  JsonNode indexes(String kind) {
    return table.description().path(kind);
  }

  private static ObjectNode index(JsonNode from) {
    ObjectNode index = Json.object();
    for (String member : List.of("IndexName", "KeySchema", "Projection")) {
      index.set(member, from.path(member));
    }
    return index;
  }

  /// With its capacity where that is provisioned.
  ObjectNode globalIndex(JsonNode from) {
    ObjectNode index = index(from);
    if (table.isProvisioned()) {
      index.set(THROUGHPUT, units(from));
    }
    return index;
  }

  /// Sets how the table is paid for.
  void capacity(ObjectNode request) {
    if (table.isProvisioned()) {
      request.put("BillingMode", "PROVISIONED");
      request.set(THROUGHPUT, units(table.description()));
    } else {
      request.put("BillingMode", "PAY_PER_REQUEST");
    }
  }

  static ObjectNode units(JsonNode of) {
    ObjectNode units = Json.object();
    for (String unit : UNITS) {
      units.put(unit, Math.max(1, of.path(THROUGHPUT).path(unit).asLong()));
    }
    return units;
  }

  /// Only those that are used: others are refused.
  private ArrayNode attributes(boolean ofGlobalIndexes) {
    Set<String> used = new HashSet<>();
    use(used, table.description());
    indexes(LOCAL).forEach(index -> use(used, index));
    if (ofGlobalIndexes) {
      indexes(GLOBAL).forEach(index -> use(used, index));
    }
    ArrayNode attributes = Json.array();
    for (JsonNode one : table.description().path(ATTRIBUTES)) {
      if (used.contains(one.path("AttributeName").asText())) {
        attributes.add(one);
      }
    }
    return attributes;
  }

  private static void use(Set<String> used, JsonNode keysOf) {
    keysOf.path("KeySchema").forEach(key -> used.add(key.path("AttributeName").asText()));
  }
}
