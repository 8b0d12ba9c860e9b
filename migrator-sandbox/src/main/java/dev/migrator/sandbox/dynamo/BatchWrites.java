package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// BatchWriteItem: all of it is checked before any of it is done; what capacity does not suffice
/// for is handed back.
final class BatchWrites {
  private static final int MOST_WRITES = 25;

  private final Tables tables;

  /// A write, and as it was sent.
  private record Entry(Write write, String table, JsonNode sent) {}

  BatchWrites(Tables tables) {
    this.tables = tables;
  }

  ObjectNode write(Fields request) {
    return write(request, null);
  }

  ObjectNode write(Fields request, Fault.@Nullable Unprocessed fault) {
    Consumption.check(request);
    List<Entry> entries = checked(request.neededStructure("RequestItems"));
    Map<Table, Integer> units = new LinkedHashMap<>();
    List<Entry> left = new ArrayList<>();
    boolean throttled = false;
    for (int index = 0; index < entries.size(); index++) {
      Entry entry = entries.get(index);
      Table table = entry.write().table();
      boolean out = table.throughput().isWrittenOut();
      throttled |= out;
      if (out || (fault != null && index % fault.fraction() == 0)) {
        left.add(entry);
      } else {
        units.merge(table, entry.write().units(entry.write().perform()), Integer::sum);
      }
    }
    if (throttled && left.size() == entries.size()) {
      throw Refusal.throttled();
    }
    return answer(request, units, left);
  }

  private static ObjectNode answer(Fields request, Map<Table, Integer> units, List<Entry> left) {
    ObjectNode unprocessed = Json.object();
    for (Entry entry : left) {
      unprocessed.withArray("/" + pointer(entry.table())).add(entry.sent());
    }
    ObjectNode answer = Json.object("UnprocessedItems", unprocessed);
    if (Consumption.isAskedFor(request)) {
      ArrayNode consumed = answer.putArray("ConsumedCapacity");
      units.forEach((table, sum) -> consumed.add(Consumption.json(table, sum, request)));
    }
    return answer;
  }

  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private List<Entry> checked(Fields request) {
    int count = 0;
    for (String table : names(request)) {
      count += request.list(table).size();
      new Constraints().size("requestItems." + table, request.list(table), 1, 1 << 20).hold();
    }
    new Constraints().size("requestItems", names(request), 1, MOST_WRITES).hold();
    if (count > MOST_WRITES) {
      throw Refusal.validation("Too many items requested for the BatchWriteItem call");
    }
    Map<String, List<Parsed>> parsed = new LinkedHashMap<>();
    for (String table : names(request)) {
      parsed.put(table, request.list(table).stream().map(BatchWrites::parse).toList());
    }
    List<Entry> entries = new ArrayList<>();
    parsed.forEach((table, writes) -> entries.addAll(entries(table, writes)));
    return entries;
  }

  private static List<String> names(Fields request) {
    List<String> names = new ArrayList<>();
    request.node().fieldNames().forEachRemaining(names::add);
    return names;
  }

  private List<Entry> entries(String name, List<Parsed> writes) {
    Table table = tables.withItems(name);
    Set<ItemKey> keys = new HashSet<>();
    List<Entry> entries = new ArrayList<>();
    for (Parsed parsed : writes) {
      Write write = parsed.of(table);
      if (!keys.add(write.key())) {
        throw Refusal.validation("Provided list of item keys contains duplicates");
      }
      entries.add(new Entry(write, name, parsed.sent()));
    }
    return entries;
  }

  /// @param item null to delete
  private record Parsed(JsonNode sent, @Nullable ObjectNode item, ObjectNode key) {
    Write of(Table table) {
      if (item == null) {
        return Write.delete(table, key);
      }
      if (!table.key().fits(item)) {
        throw Refusal.validation(KeySchema.MISMATCH);
      }
      return Write.put(table, item);
    }
  }

  private static Parsed parse(JsonNode sent) {
    Fields request = Fields.of(sent);
    Fields put = request.structure("PutRequest");
    Fields delete = request.structure("DeleteRequest");
    if ((put == null) == (delete == null)) {
      throw Refusal.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    return put == null
        ? new Parsed(
            sent,
            null,
            Values.attributes(request.neededStructure("DeleteRequest").neededStructure("Key")))
        : new Parsed(sent, Write.checkedItem(put.neededStructure("Item")), Json.object());
  }
}
