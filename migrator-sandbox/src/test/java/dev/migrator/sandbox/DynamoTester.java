package dev.migrator.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.CRC32;

/// Speaks the protocol by hand. Single quotes in JSON stand for double ones.
final class DynamoTester implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final EmbeddedDynamo dynamo;

  DynamoTester(EmbeddedDynamo dynamo) {
    this.dynamo = dynamo;
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// Puts of keys from `k<from>` on.
  static ObjectNode batch(String table, int from, int count) {
    ObjectNode request = json("{'RequestItems': {'" + table + "': []}}");
    ArrayNode writes = (ArrayNode) request.at("/RequestItems/" + table);
    for (int number = from; number < from + count; number++) {
      writes.add(json("{'PutRequest': {'Item': {'pk': {'S': 'k%d'}}}}".formatted(number)));
    }
    return request;
  }

  HttpResponse<byte[]> send(String target, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(dynamo.endpoint())
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", target)
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=any")
            .POST(BodyPublishers.ofString(body, UTF_8))
            .build();
    return send(request);
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the operation answers; it must succeed.
  ObjectNode call(String operation, String body) {
    return call(operation, json(body));
  }

  ObjectNode call(String operation, JsonNode body) {
    return target("DynamoDB_20120810." + operation, body);
  }

  ObjectNode target(String target, JsonNode body) {
    HttpResponse<byte[]> answer = send(target, body.toString());
    String text = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(200);
    assertChecked(answer);
    return text.isEmpty() ? MAPPER.createObjectNode() : json(text.replace("'", "’"));
  }

  /// Type and message of its refusal.
  String refusal(String operation, String body) {
    return refusal(operation, json(body));
  }

  String refusal(String operation, JsonNode body) {
    HttpResponse<byte[]> answer = send("DynamoDB_20120810." + operation, body.toString());
    assertChecked(answer);
    String text = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(400);
    try {
      JsonNode error = MAPPER.readTree(text);
      return error.get("__type").textValue().replaceFirst(".*#", "")
          + ": "
          + error.get("message").textValue();
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /// Makes a table of `pk` (S) and is there when it is active.
  void makeTable(String name) {
    call(
        "CreateTable",
        """
        {'TableName': '%s', 'BillingMode': 'PAY_PER_REQUEST',
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}\
        """
            .formatted(name));
    settle(name);
  }

  /// Makes a provisioned table of `pk` (S) and `sk` (N) with a local and a global index.
  void makeIndexedTable(String name, int units) {
    call(
        "CreateTable",
        """
        {'TableName': '%1$s',
         'ProvisionedThroughput': {'ReadCapacityUnits': %2$d, 'WriteCapacityUnits': %2$d},
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'},
           {'AttributeName': 'sk', 'AttributeType': 'N'},
           {'AttributeName': 'lk', 'AttributeType': 'B'},
           {'AttributeName': 'gk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'},
           {'AttributeName': 'sk', 'KeyType': 'RANGE'}],
         'LocalSecondaryIndexes': [{'IndexName': 'local', 'KeySchema': [
             {'AttributeName': 'pk', 'KeyType': 'HASH'},
             {'AttributeName': 'lk', 'KeyType': 'RANGE'}],
           'Projection': {'ProjectionType': 'KEYS_ONLY'}}],
         'GlobalSecondaryIndexes': [{'IndexName': 'global', 'KeySchema': [
             {'AttributeName': 'gk', 'KeyType': 'HASH'}],
           'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1},
           'Projection': {'ProjectionType': 'ALL'}}]}\
        """
            .formatted(name, units));
    settle(name);
  }

  void settle(String name) {
    call("DescribeTable", "{'TableName': '" + name + "'}");
    assertThat(table(name).get("TableStatus").textValue()).isEqualTo("ACTIVE");
  }

  JsonNode table(String name) {
    return call("DescribeTable", "{'TableName': '" + name + "'}").get("Table");
  }

  void put(String table, String item) {
    call("PutItem", "{'TableName': '" + table + "', 'Item': " + item + "}");
  }

  String refusedPut(String table, String item) {
    return refusal("PutItem", "{'TableName': '" + table + "', 'Item': " + item + "}");
  }

  private static void assertChecked(HttpResponse<byte[]> answer) {
    CRC32 checksum = new CRC32();
    checksum.update(answer.body());
    assertThat(answer.headers().firstValue("x-amz-crc32"))
        .hasValue(Long.toString(checksum.getValue()));
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.0");
  }

  @Override
  public void close() {
    client.close();
  }
}
