package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.DatabaseTarget.Examination;
import dev.migrator.database.Problems;
import dev.migrator.database.Refusals;
import dev.migrator.database.SavedCut;
import dev.migrator.error.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds out, before anything moves, what a restore will meet. Changes nothing.
///
/// @param label of the target
record Preflight(
    Calls calls,
    TableStates states,
    SavedCut saved,
    List<Place> places,
    Ledger ledger,
    String label) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

  Examination run() {
    places.forEach(this::checkName);
    boolean goesOn = Refusals.goesOn(label, ledger.cut().stream().toList(), saved);
    if (!goesOn) {
      List<String> foreign = new ArrayList<>();
      places.forEach(
          place -> states.find(place.name()).ifPresent(there -> look(place, there, foreign)));
      Refusals.requireEmpty(label, foreign);
    }
    Problems problems = new Problems();
    places.forEach(place -> new Losses(place.table(), problems).everywhere());
    return new Examination(goesOn, problems.list());
  }

  private void checkName(Place place) {
    if (!NAME.matcher(place.name()).matches()) {
      throw new UsageException(
          "no table can be called \"%s\"".formatted(place.name()),
          "Allowed are 3 to 255 letters, digits, and _ . -: choose another table: or prefix: for the target.");
    }
  }

  /// An empty table may have been made for this.
  private void look(Place place, JsonNode there, List<String> foreign) {
    ObjectNode first = Questions.named(place.name()).put("Limit", 1);
    if (!calls.call("Scan", place.name(), first).path("Items").isEmpty()) {
      foreign.add(place.label() + " with items");
    } else if (!there.path("KeySchema").equals(place.table().description().path("KeySchema"))) {
      foreign.add(place.label() + " with other keys");
    }
  }
}
