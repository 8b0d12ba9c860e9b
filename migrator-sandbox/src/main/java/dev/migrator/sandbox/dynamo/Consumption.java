package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What operations cost, and how answers say so.
final class Consumption {
  private static final int BYTES_A_READ = 4096;

  private Consumption() {}

  /// What a read of so many bytes costs, once in a request.
  static double ofRead(long bytes, Fields request) {
    long units = Math.max(1, Math.ceilDiv(bytes, BYTES_A_READ));
    return request.flag("ConsistentRead") ? units : units / 2.0;
  }

  static void check(Fields request) {
    new Constraints()
        .oneOf(
            "returnConsumedCapacity",
            request.text("ReturnConsumedCapacity"),
            "INDEXES",
            "TOTAL",
            "NONE")
        .hold();
  }

  static boolean isAskedFor(Fields request) {
    return !request.text("ReturnConsumedCapacity", "NONE").equals("NONE");
  }

  static ObjectNode json(Table table, double units, Fields request) {
    ObjectNode json = Json.object().put("TableName", table.name()).put("CapacityUnits", units);
    if (request.text("ReturnConsumedCapacity", "NONE").equals("INDEXES")) {
      json.set("Table", Json.object().put("CapacityUnits", units));
    }
    return json;
  }

  static void add(ObjectNode answer, Table table, double units, Fields request) {
    if (isAskedFor(request)) {
      answer.set("ConsumedCapacity", json(table, units, request));
    }
  }
}
