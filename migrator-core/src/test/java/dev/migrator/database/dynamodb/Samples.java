package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What tests without a host are made of.
final class Samples {
  /// As DynamoDB describes a table that has all there is, with counters and states.
  static final String DESCRIPTION =
      """
      {"TableName": "Orders", "TableStatus": "ACTIVE", "CreationDateTime": 1.6E9, "ItemCount": 7, "TableSizeBytes": 70,
       "TableArn": "arn:aws:dynamodb:us-east-1:1:table/Orders", "TableId": "id",
       "AttributeDefinitions": [
         {"AttributeName": "customer", "AttributeType": "S"}, {"AttributeName": "number", "AttributeType": "N"},
         {"AttributeName": "hash", "AttributeType": "B"}, {"AttributeName": "day", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "customer", "KeyType": "HASH"}, {"AttributeName": "number", "KeyType": "RANGE"}],
       "ProvisionedThroughput": {"ReadCapacityUnits": 20, "WriteCapacityUnits": 5, "NumberOfDecreasesToday": 3},
       "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
       "LocalSecondaryIndexes": [
         {"IndexName": "by-hash", "IndexArn": "arn:l", "ItemCount": 7, "IndexSizeBytes": 9, "Projection": {"ProjectionType": "KEYS_ONLY"},
          "KeySchema": [{"AttributeName": "customer", "KeyType": "HASH"}, {"AttributeName": "hash", "KeyType": "RANGE"}]}],
       "GlobalSecondaryIndexes": [
         {"IndexName": "by-day", "IndexArn": "arn:g", "ItemCount": 7, "IndexStatus": "ACTIVE", "Projection": {"ProjectionType": "ALL"},
          "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}],
          "ProvisionedThroughput": {"ReadCapacityUnits": 4, "WriteCapacityUnits": 2, "NumberOfDecreasesToday": 0}}]}
      """;

  private Samples() {}

  static JsonNode json(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  static ObjectNode description() {
    return (ObjectNode) json(DESCRIPTION);
  }

  static Table table(String name, JsonNode description) {
    ObjectNode answers = Json.object();
    answers.set(Table.DESCRIBE, Json.object().set("Table", description));
    return new Table(name, "t000001", answers);
  }

  static Table table(String name) {
    return table(name, description());
  }

  static SavedCut cut(Document... documents) {
    return new Cuts(List.of(documents));
  }

  static SavedCut catalogue(String json) {
    return cut(new Document("catalogue.json", json.getBytes(UTF_8)));
  }

  private record Cuts(List<Document> documents) implements SavedCut {
    @Override
    public String id() {
      return "cut";
    }

    @Override
    public Cut cut() {
      return new Cut("DynamoDB x", "*", null, Instant.EPOCH, null);
    }

    @Override
    public Optional<byte[]> document(String name) {
      return documents.stream()
          .filter(document -> document.name().equals(name))
          .map(Document::bytes)
          .findFirst();
    }

    @Override
    public List<SavedPart> parts() {
      return List.of();
    }
  }

  /// Bytes of manifests and the like, by name.
  static Map<String, String> texts(List<Document> documents) {
    Map<String, String> texts = new TreeMap<>();
    documents.forEach(document -> texts.put(document.name(), new String(document.bytes(), UTF_8)));
    return texts;
  }
}
