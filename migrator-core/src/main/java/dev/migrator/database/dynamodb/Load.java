package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Problems;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;

/// Writes the items of a part, in batches. Not for several threads.
final class Load {
  private static final int BATCH_ITEMS = 25;

  /// A request may have 16 MiB (Amazon DynamoDB, "BatchWriteItem").
  private static final int BATCH_BYTES = 8 << 20;

  private final Calls calls;
  private final Place place;
  private final Problems problems;
  private ArrayNode batch = Json.array();
  private int batchBytes;
  private long items;
  private boolean isWhole = true;

  Load(Calls calls, Place place, Problems problems) {
    this.calls = calls;
    this.place = place;
    this.problems = problems;
  }

  /// @return whether the host has taken all
  boolean run(SavedPart part) {
    try (Items.Lines lines = new Items.Lines(part.open())) {
      for (JsonNode item = lines.next(); item != null; item = lines.next()) {
        add(item);
      }
      send();
    } catch (IOException e) {
      throw new BundleDamagedException(
          "%s holds no items of a table: %s".formatted(part.file(), e.getMessage()),
          "Run `migrator verify` to see all that is affected.",
          e);
    }
    return isWhole;
  }

  private void add(JsonNode item) {
    int bytes = Json.bytes(item).length;
    if (batch.size() == BATCH_ITEMS || batchBytes + bytes > BATCH_BYTES) {
      send();
    }
    batch.addObject().putObject("PutRequest").set("Item", item);
    batchBytes += bytes;
    items++;
  }

  private void send() {
    ArrayNode sent = batch;
    batch = Json.array();
    batchBytes = 0;
    try {
      for (int rounds = 0; !sent.isEmpty(); rounds++) {
        sent = unprocessed(sent);
        if (!sent.isEmpty()) {
          calls.waiting().backOff(rounds);
        }
      }
    } catch (StoreException e) {
      if (e.reason() != Reason.REJECTED) {
        throw e;
      }
      sent.forEach(request -> put(request.path("PutRequest").path("Item")));
    }
  }

  /// Those that the host had no capacity for.
  private ArrayNode unprocessed(ArrayNode sent) {
    ObjectNode request = Json.object();
    request.putObject("RequestItems").set(place.name(), sent);
    return calls
        .waiting()
        .ask(() -> {
          JsonNode answer = calls.once("BatchWriteItem", place.name(), request);
          JsonNode left = answer.path("UnprocessedItems").path(place.name());
          if (left.size() == sent.size()) {
            throw nothingTaken();
          }
          return left instanceof ArrayNode some ? some : Json.array();
        });
  }

  private StoreException nothingTaken() {
    return new StoreException(
        Reason.THROTTLED,
        "%s takes no item: the host has no capacity for it".formatted(place.label()),
        "Raise the table's write capacity, or make it on-demand.",
        null);
  }

  /// One that the host does not take keeps no other out.
  private void put(JsonNode item) {
    try {
      ObjectNode request = Questions.named(place.name());
      request.set("Item", item);
      calls.call("PutItem", place.name(), request);
    } catch (StoreException e) {
      if (e.reason() != Reason.REJECTED) {
        throw e;
      }
      isWhole = false;
      problems.difference(
          "item %s of %s".formatted(key(item), place.label()), String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode key(JsonNode item) {
    ObjectNode key = Json.object();
    place.table().keys().forEach(one -> key.set(one.name(), item.path(one.name())));
    return key;
  }

  long items() {
    return items;
  }
}
