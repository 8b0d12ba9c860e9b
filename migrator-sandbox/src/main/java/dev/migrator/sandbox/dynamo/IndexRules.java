package dev.migrator.sandbox.dynamo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What keys and new indexes must be like.
final class IndexRules {
  private static final int MOST_OF_A_ROLE = 4;

  private IndexRules() {}

  static void checkMembers(Constraints constraints, Fields index) {
    constraints
        .name("indexName", index.text("IndexName"))
        .present("keySchema", index.node().get("KeySchema"))
        .present("projection", index.node().get("Projection"));
    if (index.has("KeySchema")) {
      constraints.size("keySchema", index.list("KeySchema"), 1, 2 * MOST_OF_A_ROLE);
    }
    Fields projection = index.structure("Projection");
    if (projection != null) {
      constraints.oneOf(
          "projection.projectionType",
          projection.text("ProjectionType"),
          "ALL",
          "INCLUDE",
          "KEYS_ONLY");
    }
    TableRules.checkUnits(constraints, index);
  }

  static void checkBilling(Fields index, boolean onDemand) {
    boolean provisioned = index.has("ProvisionedThroughput");
    if (onDemand && provisioned) {
      throw Refusal.invalid(
          "ProvisionedThroughput should not be specified for index: %s when BillingMode is PAY_PER_REQUEST"
              .formatted(index.needed("IndexName")));
    }
    if (!onDemand && !provisioned) {
      throw Refusal.invalid(
          "ProvisionedThroughput is not specified for index: " + index.needed("IndexName"));
    }
  }

  static void checkDefined(KeySchema key, Map<String, String> types) {
    if (!types.keySet().containsAll(key.names())) {
      throw Refusal.invalid(
          "Some index key attributes are not defined in AttributeDefinitions. Keys: %s, AttributeDefinitions: %s"
              .formatted(key.names(), types.keySet()));
    }
  }

  /// The key of a table, or of a local index.
  static void checkRoles(KeySchema key) {
    if (new LinkedHashSet<>(key.names()).size() < key.names().size()) {
      throw Refusal.validation(
          "Both the Hash Key and the Range Key element in the KeySchema have the same name");
    }
    if (!key.attributes().getFirst().isPartition()) {
      throw Refusal.validation(
          "Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
    }
    if (key.attributes().size() > 1 && key.attributes().get(1).isPartition()) {
      throw Refusal.validation(
          "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
    }
  }

  static void checkName(Fields index, Set<String> taken) {
    if (!taken.add(index.needed("IndexName"))) {
      throw Refusal.invalid("Duplicate index name: " + index.needed("IndexName"));
    }
  }

  /// @return the attributes in its key
  static List<String> checkLocal(Fields index, KeySchema table, Map<String, String> types) {
    String name = index.needed("IndexName");
    if (table.attributes().size() < 2) {
      throw Refusal.invalid(
          "Table KeySchema does not have a range key, which is required when specifying a"
              + " LocalSecondaryIndex");
    }
    KeySchema key = KeySchema.of(index.structures("KeySchema"), types);
    checkDefined(key, types);
    checkRoles(key);
    if (key.attributes().size() != 2) {
      throw Refusal.invalid("Index KeySchema does not have a range key for index: " + name);
    }
    String ours = key.names().getFirst();
    String tables = table.names().getFirst();
    if (!ours.equals(tables)) {
      throw Refusal.invalid(
          ("Index KeySchema does not have the same leading hash key as table KeySchema for index:"
                  + " %s. index hash key: %s, table hash key: %s")
              .formatted(name, ours, tables));
    }
    checkProjection(index.neededStructure("Projection"));
    return key.names();
  }

  /// @return the attributes in its key
  static List<String> checkGlobal(Fields index, Map<String, String> types) {
    KeySchema key = KeySchema.of(index.structures("KeySchema"), types);
    checkDefined(key, types);
    if (key.attributes().size() <= 2) {
      checkFewRoles(key);
    } else {
      checkManyRoles(key);
    }
    checkProjection(index.neededStructure("Projection"));
    return key.names();
  }

  private static void checkFewRoles(KeySchema key) {
    boolean partitionsOnly = key.attributes().stream().allMatch(KeyAttribute::isPartition);
    if (partitionsOnly) {
      checkManyRoles(key);
    } else {
      checkRoles(key);
    }
  }

  private static void checkManyRoles(KeySchema key) {
    if (new LinkedHashSet<>(key.names()).size() < key.names().size()) {
      throw Refusal.validation("The KeySchema contains multiple key attributes with the same name");
    }
    long partitions = key.attributes().stream().filter(KeyAttribute::isPartition).count();
    if (!key.attributes().stream().limit(partitions).allMatch(KeyAttribute::isPartition)) {
      throw Refusal.invalid(
          "All HASH key attributes must precede RANGE key attributes in the KeySchema");
    }
    if (partitions > MOST_OF_A_ROLE || key.attributes().size() - partitions > MOST_OF_A_ROLE) {
      throw Refusal.invalid(
          "The KeySchema exceeds the maximum allowed number of %s key attributes"
              .formatted(partitions > MOST_OF_A_ROLE ? "HASH" : "RANGE"));
    }
    if (partitions == 0) {
      checkRoles(key);
    }
  }

  private static void checkProjection(Fields projection) {
    String type = projection.text("ProjectionType");
    if (type == null) {
      throw Refusal.invalid("Unknown ProjectionType: null");
    }
    boolean includes = type.equals("INCLUDE");
    if (includes != projection.has("NonKeyAttributes")) {
      throw Refusal.invalid(
          "ProjectionType is %s, but NonKeyAttributes is %s"
              .formatted(type, includes ? "not specified" : "specified"));
    }
  }
}
