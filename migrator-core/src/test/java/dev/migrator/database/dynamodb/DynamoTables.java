package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.store.StoreAddress.S3Address;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables of a host, made and looked at by calls in JSON.
final class DynamoTables implements AutoCloseable {
  private final URI endpoint;
  private final Calls calls;
  private @Nullable S3Address exports;

  private DynamoTables(URI endpoint) {
    this.endpoint = endpoint;
    this.calls = new Calls(address(new Tables.Prefixed("")), DynamoContract.PATIENT);
  }

  static DynamoTables of(EmbeddedDynamo host) {
    return new DynamoTables(host.endpoint());
  }

  static DynamoTables at(URI endpoint) {
    return new DynamoTables(endpoint);
  }

  /// Addresses name a place for exports from now on.
  void exportTo(S3Address place) {
    exports = place;
  }

  DynamoAddress address(Tables tables) {
    return new DynamoAddress(
        endpoint, "us-east-1", new StaticCredentials("id", "secret", null), tables, 100, exports);
  }

  DynamoAddress table(String name) {
    return address(new Tables.Named(name));
  }

  DynamoAddress prefix(String prefix) {
    return address(new Tables.Prefixed(prefix));
  }

  /// @param json apostrophes stand for quotes
  static ObjectNode json(String json) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  JsonNode call(String operation, String json) {
    return call(operation, json(json));
  }

  JsonNode call(String operation, ObjectNode request) {
    return calls.call(operation, "", request);
  }

  JsonNode scaling(String operation, String json) {
    return calls.call(Service.AUTOSCALING, operation, "", json(json));
  }

  /// A table that is paid for by the request.
  ///
  /// @param key its attribute and type: `id S`; a second one after a comma
  void create(String name, String key) {
    ObjectNode request = Questions.named(name).put("BillingMode", "PAY_PER_REQUEST");
    for (String one : key.split(", ", -1)) {
      String[] words = one.split(" ", -1);
      request
          .withArray("AttributeDefinitions")
          .addObject()
          .put("AttributeName", words[0])
          .put("AttributeType", words[1]);
      String type = request.withArray("KeySchema").isEmpty() ? "HASH" : "RANGE";
      request
          .withArray("KeySchema")
          .addObject()
          .put("AttributeName", words[0])
          .put("KeyType", type);
    }
    create(request);
  }

  void create(ObjectNode request) {
    call("CreateTable", request);
    new TableStates(calls).awaitActive(request.path("TableName").asText());
  }

  boolean has(String name) {
    return new TableStates(calls).find(name).isPresent();
  }

  JsonNode describe(String name) {
    return new TableStates(calls).awaitActive(name);
  }

  void put(String table, String item) {
    put(table, json(item));
  }

  void put(String table, ObjectNode item) {
    call("PutItem", Questions.named(table).set("Item", item));
  }

  void keepHistory(String table) {
    call(
        "UpdateContinuousBackups",
        "{'TableName':'%s','PointInTimeRecoverySpecification':{'PointInTimeRecoveryEnabled':true}}"
            .formatted(table));
  }

  /// All items, by the text of their key attributes' values.
  Map<String, JsonNode> items(String table) {
    Map<String, JsonNode> items = new TreeMap<>();
    Table described = new Table(table, "", json("{'DescribeTable':{}}"));
    described.answers().withObject("DescribeTable").set("Table", describe(table));
    ObjectNode request = Questions.named(table);
    while (true) {
      JsonNode page = call("Scan", request);
      for (JsonNode item : page.path("Items")) {
        StringBuilder key = new StringBuilder();
        described.keys().forEach(one -> key.append(item.path(one.name())));
        items.put(key.toString(), item);
      }
      if (!page.hasNonNull("LastEvaluatedKey")) {
        return items;
      }
      request.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
