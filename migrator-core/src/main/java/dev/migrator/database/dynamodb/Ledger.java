package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Sha256;
import java.util.List;
import java.util.Optional;

/// Account of a restore: a table of our own beside those restored, named after the first of them. A
/// part is entered when the host has taken all of it; loading one twice does no harm. Safe for many
/// threads at once.
final class Ledger {
  /// How the names of all ledgers begin.
  static final String PREFIX = "migrator_restore_";

  private static final String KEY = "entry";
  private static final String CUT = "cut";

  private final Calls calls;
  private final TableStates states;
  private final String name;

  Ledger(Calls calls, List<Place> places) {
    this.calls = calls;
    this.states = new TableStates(calls);
    String first = places.stream().map(Place::name).sorted().findFirst().orElse("");
    this.name = PREFIX + Sha256.of(first.getBytes(UTF_8)).hex().substring(0, 16);
  }

  /// Which cut is being restored here.
  Optional<String> cut() {
    try {
      return text(CUT);
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty(); // also of a table that is just made, or just deleted
      }
      throw e;
    }
  }

  private Optional<String> text(String entry) {
    ObjectNode request = Questions.named(name).put("ConsistentRead", true);
    request.set("Key", key(entry));
    String text = calls.call("GetItem", name, request).at("/Item/" + CUT + "/S").asText("");
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static ObjectNode key(String entry) {
    ObjectNode key = Json.object();
    key.putObject(KEY).put("S", entry);
    return key;
  }

  void open(String cut) {
    states.awaitDeleted(name);
    if (states.find(name).isEmpty()) {
      ObjectNode request = Questions.named(name).put("BillingMode", "PAY_PER_REQUEST");
      request.putArray("KeySchema").addObject().put("AttributeName", KEY).put("KeyType", "HASH");
      request
          .putArray("AttributeDefinitions")
          .addObject()
          .put("AttributeName", KEY)
          .put("AttributeType", "S");
      states.create(name, request);
    }
    states.awaitActive(name);
    enter(CUT, cut);
  }

  private void enter(String entry, String cut) {
    ObjectNode item = key(entry);
    item.putObject(CUT).put("S", cut);
    calls.call("PutItem", name, Questions.named(name).set("Item", item));
  }

  boolean isDone(String part) {
    return text("part " + part).isPresent();
  }

  void done(String part, String cut) {
    enter("part " + part, cut);
  }

  void drop() {
    try {
      calls.call("DeleteTable", name, Questions.named(name));
    } catch (StoreException e) {
      if (e.reason() != Reason.NOT_FOUND && e.reason() != Reason.EXISTS) {
        throw e;
      } // else it is gone, or about to be
    }
    states.awaitGone(name);
  }
}
