package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/// A table as DescribeTable has it.
final class Description {
  private static final int WARM_READS = 12_000;
  private static final int WARM_WRITES = 4_000;

  private Description() {}

  static ObjectNode of(Table table) {
    ObjectNode json = Json.object();
    json.set("AttributeDefinitions", definitions(table));
    json.put("TableName", table.name());
    json.set("KeySchema", table.key().json());
    json.put("TableStatus", table.status().name());
    json.put("CreationDateTime", Json.seconds(table.created()));
    json.set("ProvisionedThroughput", table.throughput().json());
    json.put("TableSizeBytes", table.items().bytes());
    json.put("ItemCount", table.items().count());
    json.put("TableArn", table.arn());
    json.put("TableId", table.id());
    addBilling(json, table);
    addIndexes(json, "LocalSecondaryIndexes", table.locals(), table);
    addIndexes(json, "GlobalSecondaryIndexes", table.globals(), table);
    addStream(json, table);
    addOptions(json, table);
    return json;
  }

  private static ArrayNode definitions(Table table) {
    return Json.array(
        table.types().entrySet().stream()
            .map(type ->
                Json.object()
                    .put("AttributeName", type.getKey())
                    .put("AttributeType", type.getValue()))
            .toList());
  }

  private static void addBilling(ObjectNode json, Table table) {
    if (table.hasBeenOnDemand()) {
      String mode = table.throughput().isOnDemand() ? "PAY_PER_REQUEST" : "PROVISIONED";
      ObjectNode billing = Json.object().put("BillingMode", mode);
      Instant since = table.onDemandSince();
      if (since != null) {
        billing.put("LastUpdateToPayPerRequestDateTime", Json.seconds(since));
      }
      json.set("BillingModeSummary", billing);
    }
    if (!table.onDemandLimits().isEmpty()) {
      json.set("OnDemandThroughput", table.onDemandLimits());
    }
    json.set(
        "WarmThroughput",
        Json.object()
            .put("ReadUnitsPerSecond", WARM_READS)
            .put("WriteUnitsPerSecond", WARM_WRITES)
            .put("Status", "ACTIVE"));
  }

  private static void addIndexes(ObjectNode json, String member, List<Index> indexes, Table table) {
    if (!indexes.isEmpty()) {
      json.set(member, Json.array(indexes.stream().map(index -> index(index, table)).toList()));
    }
  }

  /// An index that comes with its table has nothing to be filled with.
  private static ObjectNode index(Index index, Table table) {
    ObjectNode json = index.json(table.arn(), table.items());
    if (index.status() == Status.CREATING && table.status() != Status.CREATING) {
      json.put("Backfilling", true);
    }
    return json;
  }

  private static void addStream(ObjectNode json, Table table) {
    if (table.isStreaming()) {
      json.set(
          "StreamSpecification",
          Json.object().put("StreamEnabled", true).put("StreamViewType", table.streamViewType()));
    }
    if (table.streamLabel() != null) {
      json.put("LatestStreamLabel", table.streamLabel());
      json.put("LatestStreamArn", table.arn() + "/stream/" + table.streamLabel());
    }
  }

  private static void addOptions(ObjectNode json, Table table) {
    if (table.encryptionKey() != null) {
      json.set(
          "SSEDescription",
          Json.object()
              .put("Status", "ENABLED")
              .put("SSEType", "KMS")
              .put("KMSMasterKeyArn", table.encryptionKey()));
    }
    if (table.tableClass() != null) {
      json.set("TableClassSummary", Json.object().put("TableClass", table.tableClass()));
    }
    json.put("DeletionProtectionEnabled", table.isDeletionProtected());
  }
}
