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
import java.time.Duration;
import java.util.Optional;

/// Writes the items of a part, in batches. Not for several threads.
final class Load {
  private static final int BATCH_ITEMS = 25;

  /// A request may have 16 MiB (Amazon DynamoDB, "BatchWriteItem").
  private static final int BATCH_BYTES = 8 << 20;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(6);
  private static final int MOST_NAMED = 20;

  private final Calls calls;
  private final Place place;
  private final Problems problems;
  private ArrayNode batch = Json.array();
  private int batchBytes;
  private long items;
  private int refused;

  Load(Calls calls, Place place, Problems problems) {
    this.calls = calls;
    this.place = place;
    this.problems = problems;
  }

  /// @return whether the host has taken all
  boolean run(SavedPart part) {
    try (Items.Lines lines = new Items.Lines(part.open())) {
      for (JsonNode item = lines.next(); item != null; item = lines.next()) {
        add(item, lines.sizeBytes());
      }
      send();
      tellOthers(part);
    } catch (IOException e) {
      throw new BundleDamagedException(
          "%s holds no items of a table: %s".formatted(part.file(), e.getMessage()),
          "Run `migrator verify` to see all that is affected.",
          e);
    }
    return refused == 0;
  }

  private void add(JsonNode item, int bytes) {
    if (batch.size() == BATCH_ITEMS || batchBytes + bytes > BATCH_BYTES) {
      send();
    }
    batch.addObject().putObject("PutRequest").set("Item", item);
    batchBytes += bytes;
    items++;
  }

  private void send() {
    try {
      boolean _ =
          calls.await(
              LONGEST_PAUSE,
              () -> {
                batch = batch.isEmpty() ? batch : unprocessed(batch);
                return Optional.of(true).filter(_ -> batch.isEmpty());
              });
    } catch (StoreException e) {
      if (e.reason() != Reason.REJECTED) {
        throw e;
      }
      batch.forEach(request -> put(request.path("PutRequest").path("Item")));
    }
    batch = Json.array();
    batchBytes = 0;
  }

  /// Those that the host had no capacity for.
  private ArrayNode unprocessed(ArrayNode sent) {
    ObjectNode request = Json.object();
    request.putObject("RequestItems").set(place.name(), sent);
    return calls.call(() -> {
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
      if (refused++ < MOST_NAMED) {
        problems.difference(
            "item %s of %s".formatted(key(item), place.label()), String.valueOf(e.getMessage()));
      }
    }
  }

  private void tellOthers(SavedPart part) {
    if (refused > MOST_NAMED) {
      problems.difference(
          "other items of " + place.label(),
          "the host refuses %,d more of %s".formatted(refused - MOST_NAMED, part.file()));
    }
  }

  private ObjectNode key(JsonNode item) {
    ObjectNode key = Json.object();
    place.table().keys().forEach(one -> key.set(one.name(), item.path(one.name())));
    return key;
  }

  /// How many the host has taken.
  long items() {
    return items - refused;
  }
}
