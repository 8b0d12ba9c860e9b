package dev.migrator.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.sandbox.EmbeddedDynamo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/// Speaks DynamoDB's protocol as far as the samples need it.
final class DynamoClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int ITEMS_A_BATCH = 25;
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final EmbeddedDynamo dynamo;

  DynamoClient(EmbeddedDynamo dynamo) {
    this.dynamo = dynamo;
  }

  /// @param text where single quotes stand for double ones
  static ObjectNode json(String text) {
    try {
      return MAPPER.readValue(text.replace('\'', '"'), ObjectNode.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static ObjectNode named(String table) {
    return MAPPER.createObjectNode().put("TableName", table);
  }

  /// @throws IllegalStateException where it is refused
  JsonNode call(String operation, JsonNode body) {
    HttpRequest request =
        HttpRequest.newBuilder(dynamo.endpoint())
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + dynamo.accessKeyId())
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      JsonNode json = MAPPER.readTree(answer.body());
      if (answer.statusCode() != OK) {
        throw new IllegalStateException(operation + " is refused: " + json);
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + operation, e);
    }
  }

  /// Is there again when the table can be used.
  void make(ObjectNode table) {
    call("CreateTable", table);
    ObjectNode named = named(table.path("TableName").asText());
    while (!call("DescribeTable", named).at("/Table/TableStatus").asText().equals("ACTIVE")) {
      Thread.onSpinWait();
    }
  }

  void put(String table, List<ObjectNode> items) {
    for (int from = 0; from < items.size(); from += ITEMS_A_BATCH) {
      ObjectNode batch = MAPPER.createObjectNode();
      ArrayNode writes = batch.putObject("RequestItems").putArray(table);
      items
          .subList(from, Math.min(items.size(), from + ITEMS_A_BATCH))
          .forEach(item -> writes.addObject().putObject("PutRequest").set("Item", item));
      if (!call("BatchWriteItem", batch).path("UnprocessedItems").isEmpty()) {
        throw new IllegalStateException("not all items were taken by " + dynamo.endpoint());
      }
    }
  }

  List<JsonNode> scan(String table) {
    List<JsonNode> items = new ArrayList<>();
    ObjectNode request = named(table);
    while (true) {
      JsonNode page = call("Scan", request);
      page.path("Items").forEach(items::add);
      if (page.path("LastEvaluatedKey").isMissingNode()) {
        return items;
      }
      request.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
