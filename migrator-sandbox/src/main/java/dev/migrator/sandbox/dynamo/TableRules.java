package dev.migrator.sandbox.dynamo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a new table must be like.
final class TableRules {
  private static final int MOST_LOCAL_INDEXES = 5;
  private static final int MOST_GLOBAL_INDEXES = 20;
  private static final int MOST_KEY_ATTRIBUTES = 2;

  private TableRules() {}

  /// @throws Refusal if DynamoDB would not create it
  static void check(Fields request) {
    checkMembers(request);
    checkBilling(request);
    checkKeys(request);
    StreamRules.checkCreation(request.structure("StreamSpecification"));
    checkEncryption(request.structure("SSESpecification"));
    checkClass(request.text("TableClass"));
    Tags.of(request.structures("Tags")).check();
  }

  /// @throws Refusal if it is none of the two that there are
  static void checkClass(@Nullable String tableClass) {
    if (tableClass != null
        && !List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS").contains(tableClass)) {
      throw Refusal.validation(
          "Invalid table-class parameter provided. Please try again with a valid table-class value:"
              + " [STANDARD, STANDARD_INFREQUENT_ACCESS].");
    }
  }

  static void checkEncryption(@Nullable Fields encryption) {
    if (encryption == null) {
      return;
    }
    if ("AES256".equals(encryption.text("SSEType"))) {
      throw Refusal.invalid("SSEType AES256 is not supported");
    }
    if (!encryption.flag("Enabled")) {
      for (String member : List.of("SSEType", "KMSMasterKeyId")) {
        if (encryption.has(member)) {
          throw Refusal.invalid(member + " can not be specified if Enabled is false");
        }
      }
    } else if (encryption.has("KMSMasterKeyId") && !encryption.has("SSEType")) {
      throw Refusal.invalid("SSEType KMS is required if KMSMasterKeyId is specified");
    }
  }

  /// Attributes' types by name.
  ///
  /// @throws Refusal if an attribute is defined twice
  static Map<String, String> types(List<Fields> definitions) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Fields definition : definitions) {
      String name = definition.needed("AttributeName");
      if (types.put(name, definition.needed("AttributeType")) != null) {
        throw Refusal.validation("Attribute Name is duplicated: " + name);
      }
    }
    return types;
  }

  private static void checkMembers(Fields request) {
    Constraints constraints =
        new Constraints()
            .name("tableName", request.text("TableName"))
            .oneOf("billingMode", request.text("BillingMode"), "PROVISIONED", "PAY_PER_REQUEST")
            .present("attributeDefinitions", request.node().get("AttributeDefinitions"))
            .present("keySchema", request.node().get("KeySchema"));
    if (request.has("KeySchema")) {
      constraints.size("keySchema", request.list("KeySchema"), 1, MOST_KEY_ATTRIBUTES);
    }
    checkDefinitions(constraints, request.structures("AttributeDefinitions"));
    checkUnits(constraints, request);
    for (String kind : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
      request.structures(kind).forEach(index -> IndexRules.checkMembers(constraints, index));
    }
    constraints.hold();
  }

  private static void checkDefinitions(Constraints constraints, List<Fields> definitions) {
    int number = 0;
    for (Fields definition : definitions) {
      String path = "attributeDefinitions." + ++number + ".member.";
      constraints
          .present(path + "attributeName", definition.text("AttributeName"))
          .present(path + "attributeType", definition.text("AttributeType"))
          .oneOf(path + "attributeType", definition.text("AttributeType"), "B", "N", "S");
    }
  }

  static void checkUnits(Constraints constraints, Fields request) {
    Fields provisioned = request.structure("ProvisionedThroughput");
    if (provisioned != null) {
      for (String unit : List.of("readCapacityUnits", "writeCapacityUnits")) {
        Long value = provisioned.integer(Character.toUpperCase(unit.charAt(0)) + unit.substring(1));
        String member = "provisionedThroughput." + unit;
        constraints.present(member, value).range(member, value, 1, Long.MAX_VALUE);
      }
    }
  }

  private static void checkBilling(Fields request) {
    boolean onDemand = "PAY_PER_REQUEST".equals(request.text("BillingMode"));
    if (onDemand && request.has("ProvisionedThroughput")) {
      throw Refusal.invalid(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
              + " PAY_PER_REQUEST");
    }
    if (!onDemand && !request.has("ProvisionedThroughput")) {
      throw Refusal.invalid(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
    if (!onDemand && request.has("OnDemandThroughput")) {
      throw Refusal.invalid(
          "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table"
              + " BillingMode is PROVISIONED");
    }
    for (Fields index : request.structures("GlobalSecondaryIndexes")) {
      IndexRules.checkBilling(index, onDemand);
    }
  }

  private static void checkKeys(Fields request) {
    List<Fields> locals = request.structures("LocalSecondaryIndexes");
    List<Fields> globals = request.structures("GlobalSecondaryIndexes");
    Map<String, String> types = types(request.structures("AttributeDefinitions"));
    KeySchema key = KeySchema.of(request.structures("KeySchema"), types);
    if (key.names().size() > types.size()) {
      throw Refusal.validation("Invalid KeySchema: Some index key attribute have no definition");
    }
    IndexRules.checkDefined(key, types);
    IndexRules.checkRoles(key);
    checkCounts(request, locals, globals);
    Set<String> used = new LinkedHashSet<>(key.names());
    Set<String> names = new LinkedHashSet<>();
    for (Fields local : locals) {
      used.addAll(IndexRules.checkLocal(local, key, types));
      IndexRules.checkName(local, names);
    }
    for (Fields global : globals) {
      used.addAll(IndexRules.checkGlobal(global, types));
      IndexRules.checkName(global, names);
    }
    checkUsed(types.keySet(), used, locals.isEmpty() && globals.isEmpty());
  }

  private static void checkCounts(Fields request, List<Fields> locals, List<Fields> globals) {
    if (request.has("LocalSecondaryIndexes") && locals.isEmpty()) {
      throw Refusal.invalid("List of LocalSecondaryIndexes is empty");
    }
    if (request.has("GlobalSecondaryIndexes") && globals.isEmpty()) {
      throw Refusal.invalid("List of GlobalSecondaryIndexes is empty");
    }
    if (locals.size() > MOST_LOCAL_INDEXES) {
      throw Refusal.invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
    }
    if (globals.size() > MOST_GLOBAL_INDEXES) {
      throw Refusal.invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20");
    }
  }

  private static void checkUsed(Set<String> defined, Set<String> used, boolean isPlain) {
    if (used.containsAll(defined)) {
      return;
    }
    if (isPlain) {
      throw Refusal.invalid(
          "Number of attributes in KeySchema does not exactly match number of attributes defined in"
              + " AttributeDefinitions");
    }
    throw Refusal.invalid(
        "Some AttributeDefinitions are not used. AttributeDefinitions: %s, keys used: %s"
            .formatted(defined, new ArrayList<>(used)));
  }
}
