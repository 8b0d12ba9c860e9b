package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.time.Duration;
import java.util.Optional;

/// Makes tables and changes them, and waits until the host has. Safe for many threads at once.
record TableStates(Calls calls) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// The description of a table; empty if there is none.
  Optional<JsonNode> find(String name) {
    try {
      return Optional.of(calls.call(Table.DESCRIBE, name, Questions.named(name)).path("Table"));
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Finds out whether the host answers at all.
  void greet(String name) {
    try {
      calls.once(Table.DESCRIBE, name, Questions.named(name));
    } catch (StoreException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  /// Asks for a table, unless somebody has just done so.
  void create(String name, ObjectNode request) {
    try {
      calls.call("CreateTable", name, request);
    } catch (StoreException e) {
      if (e.reason() != Reason.EXISTS) {
        throw e;
      }
    }
  }

  /// Changes a table, and waits until it is changed.
  void update(String name, ObjectNode request) {
    awaitActive(name);
    calls.once("UpdateTable", name, request);
    awaitActive(name);
  }

  /// Waits until the table and all its indexes can be used.
  ///
  /// @return its description
  JsonNode awaitActive(String name) {
    return calls.await(
        LONGEST_PAUSE,
        () -> {
          JsonNode answer = calls.call(Table.DESCRIBE, name, Questions.named(name));
          return Optional.of(answer.path("Table")).filter(TableStates::isActive);
        });
  }

  /// Waits, where a table is being deleted, until it is.
  void awaitDeleted(String name) {
    if (find(name).filter(TableStates::isDeleting).isPresent()) {
      awaitGone(name);
    }
  }

  private static boolean isDeleting(JsonNode table) {
    return table.path("TableStatus").asText().equals("DELETING");
  }

  /// Waits until there is no table of that name.
  void awaitGone(String name) {
    boolean _ =
        calls.await(LONGEST_PAUSE, () -> Optional.of(true).filter(_ -> find(name).isEmpty()));
  }

  private static boolean isActive(JsonNode table) {
    boolean isActive = table.path("TableStatus").asText("ACTIVE").equals("ACTIVE");
    for (JsonNode index : table.path(TableRequest.GLOBAL)) {
      isActive &= index.path("IndexStatus").asText("ACTIVE").equals("ACTIVE");
    }
    return isActive;
  }
}
