package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Omission;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Gap;
import java.util.List;
import java.util.function.Supplier;

/// Asks all that a host tells of a table but its items. What it may not tell is an omission; what
/// the host has no notion of cannot be missing.
///
/// @param omissions is added to
record Questions(Calls calls, List<Omission> omissions) {
  private static final String POLICY = "GetResourcePolicy";

  /// @throws StoreException also where the table is not there
  Table ask(String name, String folder) {
    Table table = new Table(name, folder, Json.object());
    table.answers().set(Table.DESCRIBE, calls.call(Table.DESCRIBE, name, named(name)));
    optional(table, "DescribeTimeToLive", named(name));
    optional(table, "DescribeContinuousBackups", named(name));
    pages(table, Service.DYNAMODB, "ListTagsOfResource", "Tags", of(table));
    optional(table, POLICY, of(table));
    if (table.isProvisioned()) {
      scaling(table);
    }
    return table;
  }

  static ObjectNode named(String table) {
    return Json.object().put("TableName", table);
  }

  private static ObjectNode of(Table table) {
    return Json.object().put("ResourceArn", table.arn());
  }

  private void optional(Table table, String operation, ObjectNode request) {
    keep(table, operation, () -> calls.call(operation, table.name(), request));
  }

  private void keep(Table table, String operation, Supplier<JsonNode> question) {
    try {
      table.answers().set(operation, question.get());
    } catch (StoreException e) {
      if (e.reason() == Reason.FORBIDDEN) {
        omissions.add(
            new Omission(
                "%s of table %s".formatted(operation, table.label()),
                Gap.Code.FORBIDDEN,
                String.valueOf(e.getMessage())));
      } else if (!isNone(operation, e)) {
        throw e;
      }
    }
  }

  private static boolean isNone(String operation, StoreException e) {
    return e.reason() == Reason.UNSUPPORTED
        || (operation.equals(POLICY) && e.reason() == Reason.NOT_FOUND);
  }

  private void scaling(Table table) {
    ArrayNode resources = Json.array().add("table/" + table.name());
    for (JsonNode index : table.description().path("GlobalSecondaryIndexes")) {
      resources.add("table/%s/index/%s".formatted(table.name(), index.path("IndexName").asText()));
    }
    ObjectNode request = Json.object().put("ServiceNamespace", "dynamodb");
    request.set("ResourceIds", resources);
    pages(table, Service.AUTOSCALING, "DescribeScalableTargets", "ScalableTargets", request);
    policies(table, resources);
  }

  private void policies(Table table, ArrayNode resources) {
    ArrayNode all = Json.array();
    keep(
        table,
        "DescribeScalingPolicies",
        () -> {
          for (JsonNode resource : resources) {
            ObjectNode request =
                Json.object()
                    .put("ServiceNamespace", "dynamodb")
                    .put("ResourceId", resource.asText());
            all.addAll(
                paged(
                    table,
                    Service.AUTOSCALING,
                    "DescribeScalingPolicies",
                    "ScalingPolicies",
                    request));
          }
          return Json.object().set("ScalingPolicies", all);
        });
  }

  private void pages(
      Table table, Service service, String operation, String member, ObjectNode request) {
    keep(
        table,
        operation,
        () -> Json.object().set(member, paged(table, service, operation, member, request)));
  }

  private ArrayNode paged(
      Table table, Service service, String operation, String member, ObjectNode request) {
    ArrayNode all = Json.array();
    ObjectNode asked = request.deepCopy();
    while (true) {
      JsonNode answer = calls.call(service, operation, table.name(), asked);
      answer.path(member).forEach(all::add);
      String next = answer.path("NextToken").asText("");
      if (next.isEmpty() || answer.path("NextToken").isNull()) {
        return all;
      }
      asked.put("NextToken", next);
    }
  }
}
