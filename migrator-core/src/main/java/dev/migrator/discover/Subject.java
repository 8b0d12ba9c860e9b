package dev.migrator.discover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.store.account.Resource;
import java.util.Locale;
import java.util.Optional;

/// Which entry of the table [Knowledge] a resource falls under.
final class Subject {
  private Subject() {}

  /// @return empty for what is part of another resource, or belongs to AWS itself
  static Optional<String> of(Resource resource) {
    JsonNode json = resource.json();
    return switch (resource.kind()) {
      case "rds/instances" ->
          json.has("DBClusterIdentifier") ? Optional.empty() : variant(resource, instance(json));
      case "rds/clusters" -> variant(resource, cluster(json));
      case "elasticache/replication-groups" -> variant(resource, group(json));
      case "elasticache/clusters" ->
          json.has("ReplicationGroupId") ? Optional.empty() : variant(resource, protocol(json));
      case "elasticache/serverless" -> variant(resource, protocol(json));
      case "acm/certificates" -> variant(resource, certificate(json));
      case "kms/keys" ->
          json.path("KeyMetadata").path("KeyManager").asText().equals("AWS")
              ? Optional.empty()
              : Optional.of(resource.kind());
      default -> Optional.of(resource.kind());
    };
  }

  private static Optional<String> variant(Resource resource, String variant) {
    return Optional.of(resource.kind() + ":" + variant);
  }

  private static String instance(JsonNode json) {
    return switch (engine(json)) {
      case POSTGRES, MYSQL -> protocol(json);
      case REDIS, MEMCACHED, DOCUMENTDB, NEPTUNE, OTHER -> "other";
    };
  }

  private static String cluster(JsonNode json) {
    return switch (engine(json)) {
      case POSTGRES, MYSQL, DOCUMENTDB, NEPTUNE -> protocol(json);
      case REDIS, MEMCACHED, OTHER -> "other";
    };
  }

  private static String group(JsonNode json) {
    String engine = json.path("Engine").asText("redis");
    if (Protocol.ofEngine(engine) != Protocol.REDIS) {
      return "other";
    }
    return json.path("NodeGroups").size() > 1 ? "sharded" : "redis";
  }

  private static String certificate(JsonNode json) {
    return json.path("Type").asText().equals("IMPORTED") ? "imported" : "issued";
  }

  private static Protocol engine(JsonNode json) {
    return Protocol.ofEngine(json.path("Engine").asText());
  }

  private static String protocol(JsonNode json) {
    return engine(json).name().toLowerCase(Locale.ROOT);
  }
}
