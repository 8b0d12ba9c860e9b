package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.model.Entry;

/// A line of a volume's own index: one for each member, in their order.
public sealed interface VolumeLine {

  /// The entry that the member holds the bytes of.
  record Held(Entry entry) implements VolumeLine {}

  /// The member was given up: its bytes mean nothing.
  record Abandoned(long ordinal, String member) implements VolumeLine {}

  /// Reads a line.
  ///
  /// @throws IllegalArgumentException if it is none
  static VolumeLine parse(byte[] bytes, int offset, int length) {
    JsonNode line = Json.parse(bytes, offset, length);
    return Json.has(line, "abandoned")
        ? new Abandoned(Json.number(line, "n"), Json.string(line, "member"))
        : new Held(EntryJson.parse(line));
  }
}
