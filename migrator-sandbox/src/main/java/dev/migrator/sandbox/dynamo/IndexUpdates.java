package dev.migrator.sandbox.dynamo;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The changes to global indexes in one UpdateTable.
final class IndexUpdates {
  private final Table table;
  private final Fields request;
  private final List<Fields> creations;
  private final List<Fields> updates;
  private final List<Fields> deletions;

  IndexUpdates(Table table, Fields request) {
    this.table = table;
    this.request = request;
    this.creations = actions("Create");
    this.updates = actions("Update");
    this.deletions = actions("Delete");
  }

  /// @throws Refusal if one of them cannot be done; then none is
  void checkAndApply() {
    checkNames();
    if (creations.size() + deletions.size() > 1) {
      throw Refusal.of(
          "LimitExceededException",
          "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously"
              + " per table");
    }
    creations.forEach(this::checkCreation);
    updates.forEach(this::checkUpdate);
    deletions.forEach(index -> existing(index, "delete"));
    creations.forEach(index -> table.add(index, types()));
    updates.forEach(this::update);
    deletions.forEach(index -> existing(index, "delete").status(Status.DELETING));
  }

  private List<Fields> actions(String kind) {
    return request.structures("GlobalSecondaryIndexUpdates").stream()
        .filter(update -> update.has(kind))
        .map(update -> update.neededStructure(kind))
        .toList();
  }

  private void checkNames() {
    Set<String> names = new HashSet<>();
    for (Fields update : request.structures("GlobalSecondaryIndexUpdates")) {
      List<Fields> actions =
          List.of("Create", "Update", "Delete").stream()
              .filter(update::has)
              .map(update::neededStructure)
              .toList();
      if (actions.isEmpty()) {
        throw Refusal.invalid(
            "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                + " GlobalSecondaryIndexUpdate.Delete must not be null");
      }
      if (actions.size() > 1) {
        throw Refusal.invalid(
            "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate"
                + " object");
      }
      String name = actions.getFirst().needed("IndexName");
      if (!names.add(name)) {
        throw Refusal.invalid(
            "Only one global secondary index update per index is allowed simultaneously. Index: "
                + name);
      }
    }
  }

  private void checkCreation(Fields index) {
    Constraints constraints = new Constraints();
    IndexRules.checkMembers(constraints, index);
    constraints.hold();
    String name = index.needed("IndexName");
    boolean isTaken =
        table.global(name).isPresent()
            || table.locals().stream().anyMatch(local -> local.name().equals(name));
    if (isTaken) {
      throw Refusal.validation("Attempting to create an index which already exists");
    }
    if (!request.has("AttributeDefinitions")) {
      throw Refusal.invalid("AttributeDefinitions is not specified for index: " + name);
    }
    IndexRules.checkGlobal(index, types());
    boolean onDemand =
        request
            .text("BillingMode", table.throughput().isOnDemand() ? "PAY_PER_REQUEST" : "")
            .equals("PAY_PER_REQUEST");
    IndexRules.checkBilling(index, onDemand);
  }

  private void checkUpdate(Fields update) {
    Constraints constraints = new Constraints().name("indexName", update.text("IndexName"));
    TableRules.checkUnits(constraints, update);
    constraints.hold();
    Index index = existing(update, "update");
    Fields provisioned = update.structure("ProvisionedThroughput");
    boolean staysOnDemand = table.throughput().isOnDemand() && !request.has("BillingMode");
    if (provisioned != null && staysOnDemand) {
      throw Refusal.invalid(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: %s when BillingMode is PAY_PER_REQUEST"
              .formatted(index.name()));
    }
    if (provisioned != null) {
      TableUpdates.checkChange(
          index.throughput().units(), Throughput.Units.of(provisioned), "index " + index.name());
    }
  }

  private void update(Fields update) {
    Index index = existing(update, "update");
    Fields provisioned = update.structure("ProvisionedThroughput");
    if (provisioned != null) {
      index.throughput().provision(Throughput.Units.of(provisioned));
    }
    index.limitOnDemand(update);
    index.status(Status.UPDATING);
  }

  private Index existing(Fields action, String verb) {
    String name = action.needed("IndexName");
    return table
        .global(name)
        .orElseThrow(() ->
            table.locals().stream().anyMatch(local -> local.name().equals(name))
                ? Refusal.validation(
                    "Cannot %s an index that is not a GlobalSecondaryIndex: %s"
                        .formatted(verb, name))
                : Refusal.notFound("Requested resource not found"));
  }

  private Map<String, String> types() {
    Map<String, String> all = new LinkedHashMap<>(table.types());
    Map<String, String> given = TableRules.types(request.structures("AttributeDefinitions"));
    for (Map.Entry<String, String> definition : given.entrySet()) {
      String known = all.put(definition.getKey(), definition.getValue());
      if (known != null && !known.equals(definition.getValue())) {
        throw Refusal.invalid(
            "Cannot change the type of a defined attribute. Attribute: " + definition.getKey());
      }
    }
    return all;
  }
}
