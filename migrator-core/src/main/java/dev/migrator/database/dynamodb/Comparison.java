package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds a table at the target against the saved one.
record Comparison(TableStates states, Place place, Problems problems) {

  void run() {
    Optional<JsonNode> there = states.find(place.name());
    if (there.isEmpty()) {
      problems.difference(place.label(), "it is not there");
      return;
    }
    JsonNode wanted = place.table().description();
    if (!wanted.path("KeySchema").equals(there.get().path("KeySchema"))) {
      problems.difference("keys of " + place.label(), "they are " + there.get().path("KeySchema"));
    }
    for (String kind : List.of(TableRequest.LOCAL, TableRequest.GLOBAL)) {
      indexes(wanted.path(kind), there.get().path(kind));
    }
  }

  private void indexes(JsonNode wanted, JsonNode there) {
    Set<List<JsonNode>> found = new HashSet<>();
    there.forEach(index -> found.add(parts(index)));
    for (JsonNode index : wanted) {
      String what = "index %s of %s".formatted(index.path("IndexName").asText(), place.label());
      if (!found.contains(parts(index)) && !problems.tellOf(what)) {
        problems.difference(what, "it is not there, or is another");
      }
    }
  }

  private static List<JsonNode> parts(JsonNode index) {
    JsonNode projection = index.path("Projection");
    List<JsonNode> attributes = new ArrayList<>();
    projection.path("NonKeyAttributes").forEach(attributes::add);
    attributes.sort(Comparator.comparing(JsonNode::asText));
    List<JsonNode> parts =
        new ArrayList<>(List.of(index.path("IndexName"), index.path("KeySchema")));
    parts.add(projection.path("ProjectionType"));
    parts.addAll(attributes);
    return parts;
  }
}
