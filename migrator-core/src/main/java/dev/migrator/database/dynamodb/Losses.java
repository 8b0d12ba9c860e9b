package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.Problems;

/// Tells what of a saved table no restore brings back.
record Losses(Table table, Problems problems) {

  /// At any target.
  void everywhere() {
    JsonNode from = table.description();
    String key = from.path("SSEDescription").path("KMSMasterKeyArn").asText("");
    if (!key.isEmpty()) {
      loss(
          "encryption",
          "it was by the key %s of the old account; the new host's own is used".formatted(key));
    }
    if (!from.path("Replicas").isEmpty()) {
      loss(
          "replicas",
          "it was a global table in %d more regions".formatted(from.path("Replicas").size()));
    }
    if (table.answers().has("GetResourcePolicy")) {
      loss(
          "resource policy",
          "it names identities of the old account; it stays in catalogue.json, and nobody gets a right by it");
    }
  }

  /// Where tables are no tables of DynamoDB.
  void elsewhere() {
    everywhere();
    if (table.description().path("StreamSpecification").path("StreamEnabled").asBoolean()) {
      loss("stream", "the target has none");
    }
    JsonNode expiry = table.answers().path("DescribeTimeToLive").path("TimeToLiveDescription");
    if (expiry.path("TimeToLiveStatus").asText().startsWith("ENABL")) {
      loss(
          "time to live",
          "nothing deletes items that expire by their attribute %s"
              .formatted(expiry.path("AttributeName").asText()));
    }
  }

  private void loss(String what, String reason) {
    problems.loss("%s of table %s".formatted(what, table.label()), reason);
  }
}
