package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Puts, gets and deletes single items, without conditions and without expressions.
final class ItemOperations {
  private static final String[] CONDITIONS = {
    "ConditionExpression", "Expected", "ConditionalOperator", "ExpressionAttributeValues"
  };

  private final Tables tables;

  ItemOperations(Tables tables) {
    this.tables = tables;
  }

  Map<String, Operation> all() {
    return Map.of("PutItem", this::put, "GetItem", this::get, "DeleteItem", this::delete);
  }

  private ObjectNode put(Fields request) {
    request.without("PutItem", CONDITIONS);
    ObjectNode item = Write.checkedItem(request.neededStructure("Item"));
    checkReturns(request);
    Table table = tables.withItems(request);
    return perform(Write.put(table, item), request);
  }

  private ObjectNode delete(Fields request) {
    request.without("DeleteItem", CONDITIONS);
    ObjectNode key = Values.attributes(request.neededStructure("Key"));
    checkReturns(request);
    Table table = tables.withItems(request);
    return perform(Write.delete(table, key), request);
  }

  private ObjectNode get(Fields request) {
    request.without("GetItem", "ProjectionExpression", "AttributesToGet");
    Consumption.check(request);
    ObjectNode key = Values.attributes(request.neededStructure("Key"));
    Table table = tables.withItems(request);
    ItemKey itemKey = table.key().keyOfRequest(key);
    if (table.throughput().isReadOut()) {
      throw Refusal.throttled();
    }
    StoredItem item = table.items().get(itemKey);
    double units = Consumption.ofRead(item == null ? 0 : item.size(), request);
    table.throughput().takeRead(units);
    ObjectNode answer = Json.object();
    if (item != null) {
      answer.set("Item", item.attributes());
    }
    Consumption.add(answer, table, units, request);
    return answer;
  }

  private static ObjectNode perform(Write write, Fields request) {
    if (write.table().throughput().isWrittenOut()) {
      throw Refusal.throttled();
    }
    StoredItem before = write.perform();
    ObjectNode answer = Json.object();
    if (before != null && request.text("ReturnValues", "NONE").equals("ALL_OLD")) {
      answer.set("Attributes", before.attributes());
    }
    Consumption.add(answer, write.table(), write.units(before), request);
    return answer;
  }

  private static void checkReturns(Fields request) {
    Consumption.check(request);
    String returns = request.text("ReturnValues", "NONE");
    new Constraints()
        .oneOf("returnValues", returns, "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW")
        .hold();
    if (!returns.equals("NONE") && !returns.equals("ALL_OLD")) {
      throw Refusal.validation("ReturnValues can only be ALL_OLD or NONE");
    }
  }
}
