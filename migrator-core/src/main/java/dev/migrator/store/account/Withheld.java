package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// Keeps secrets that an API hands out with configuration from getting into a bundle.
final class Withheld {
  private static final String MARK = "withheld by migrator";

  private Withheld() {}

  /// Puts a mark in the place of all members of these names, however deep.
  static ObjectNode members(ObjectNode json, Set<String> names) {
    for (String name : names) {
      json.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, MARK));
    }
    return json;
  }

  /// Puts a mark in the place of each value of a map; its names stay.
  static void values(JsonNode map) {
    if (map instanceof ObjectNode named) {
      named.properties().stream()
          .map(entry -> entry.getKey())
          .toList()
          .forEach(name -> named.put(name, MARK));
    }
  }
}
