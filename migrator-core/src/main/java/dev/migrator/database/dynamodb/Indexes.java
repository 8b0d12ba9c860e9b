package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.util.HashSet;
import java.util.Set;

/// Builds the global indexes of a table whose items are there, one after the other: a host takes
/// one at a time.
record Indexes(TableStates states, Place place, Problems problems) implements Runnable {

  @Override
  public void run() {
    for (JsonNode index : place.request().indexes(TableRequest.GLOBAL)) {
      String name = index.path("IndexName").asText();
      if (!names(states.awaitActive(place.name())).contains(name)) {
        build(name, index);
      }
    }
  }

  static Set<String> names(JsonNode description) {
    Set<String> names = new HashSet<>();
    description
        .path(TableRequest.GLOBAL)
        .forEach(index -> names.add(index.path("IndexName").asText()));
    return names;
  }

  private void build(String name, JsonNode index) {
    ObjectNode create = place.request().globalIndex(index);
    try {
      // while the table has no limit, none of its indexes has one; but some hosts insist
      create(create.deepCopy().without("ProvisionedThroughput"), create);
    } catch (StoreException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      problems.difference(
          "index %s of %s".formatted(name, place.label()), String.valueOf(e.getMessage()));
    }
  }

  private void create(JsonNode unlimited, JsonNode limited) {
    try {
      create(unlimited);
    } catch (StoreException e) {
      if (!isRefusal(e) || unlimited.equals(limited)) {
        throw e;
      }
      create(limited);
    }
  }

  private static boolean isRefusal(StoreException e) {
    return e.reason() == Reason.REJECTED || e.reason() == Reason.UNSUPPORTED;
  }

  private void create(JsonNode index) {
    ObjectNode request = Questions.named(place.name());
    request.set("AttributeDefinitions", place.request().whole().path("AttributeDefinitions"));
    request.putArray("GlobalSecondaryIndexUpdates").addObject().set("Create", index);
    states.update(place.name(), request);
  }
}
