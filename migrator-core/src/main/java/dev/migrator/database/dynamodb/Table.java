package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.DocumentTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// A table as the host describes it.
///
/// @param folder of its files, below the cut's
/// @param answers of the host, by operation, as they came
record Table(String name, String folder, ObjectNode answers) {
  static final String DESCRIBE = "DescribeTable";

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]+");

  JsonNode description() {
    return answers.path(DESCRIBE).path("Table");
  }

  /// As people name it; quoted where SQL would need that.
  static String label(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name + '"';
  }

  String label() {
    return label(name);
  }

  String arn() {
    return description().path("TableArn").asText();
  }

  String status() {
    return description().path("TableStatus").asText("ACTIVE");
  }

  long sizeBytes() {
    return description().path("TableSizeBytes").asLong();
  }

  boolean isProvisioned() {
    return !description()
        .path("BillingModeSummary")
        .path("BillingMode")
        .asText("PROVISIONED")
        .equals("PAY_PER_REQUEST");
  }

  /// Read capacity units a second that are provisioned; empty where none are.
  OptionalDouble provisionedReads() {
    double units = description().path("ProvisionedThroughput").path("ReadCapacityUnits").asDouble();
    return isProvisioned() && units > 0 ? OptionalDouble.of(units) : OptionalDouble.empty();
  }

  boolean hasPointInTimeRecovery() {
    return recovery().path("PointInTimeRecoveryStatus").asText().equals("ENABLED");
  }

  JsonNode recovery() {
    return answers
        .path("DescribeContinuousBackups")
        .path("ContinuousBackupsDescription")
        .path("PointInTimeRecoveryDescription");
  }

  /// Partition key, and sort key where there is one.
  List<DocumentTable.Key> keys() {
    return keys(description());
  }

  /// @param of the table, or an index of it
  List<DocumentTable.Key> keys(JsonNode of) {
    Map<String, DocumentTable.Type> types = new HashMap<>();
    for (JsonNode attribute : description().path("AttributeDefinitions")) {
      types.put(attribute.path("AttributeName").asText(), type(attribute.path("AttributeType")));
    }
    List<DocumentTable.Key> keys = new ArrayList<>();
    for (JsonNode key : of.path("KeySchema")) {
      String name = key.path("AttributeName").asText();
      DocumentTable.Type type = types.getOrDefault(name, DocumentTable.Type.TEXT);
      keys.add(new DocumentTable.Key(name, type, List.of(name, letter(type))));
    }
    return keys;
  }

  private static DocumentTable.Type type(JsonNode letter) {
    return switch (letter.asText()) {
      case "N" -> DocumentTable.Type.NUMBER;
      case "B" -> DocumentTable.Type.BYTES;
      default -> DocumentTable.Type.TEXT;
    };
  }

  static String letter(DocumentTable.Type type) {
    return switch (type) {
      case TEXT -> "S";
      case NUMBER -> "N";
      case BYTES -> "B";
    };
  }
}
