package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfKey;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.model.Gap.OfRange;
import dev.migrator.model.Gap.OfSource;
import dev.migrator.model.Gap.Scope;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;

/// A line of `gaps.ndjson`: of a key (`key` or `keyB64`), of a range (`from`, `to`,
/// percent-encoded), of a part of a database (`part`), or else of the source.
public final class GapJson {
  private GapJson() {}

  /// @return one line, with its line feed
  static byte[] line(Gap gap) {
    return EntryJson.lineOf(node(gap));
  }

  static ObjectNode node(Gap gap) {
    ObjectNode node = Json.object().put("source", gap.source());
    switch (gap.scope()) {
      case OfKey(Key key, String versionId, String attribute) -> {
        EntryJson.putBytes(node, "key", key);
        EntryJson.putText(node, "versionId", versionId);
        EntryJson.putText(node, "attribute", attribute);
      }
      case OfRange(KeyRange range) -> putRange(node, range);
      case OfSource(String attribute) -> node.put("attribute", attribute);
      case OfPart(String part) -> node.put("part", part);
    }
    return node.put("code", gap.code().wire()).put("reason", gap.reason());
  }

  static void putRange(ObjectNode node, KeyRange range) {
    node.put("from", range.from().percentEncoded());
    node.put("to", range.to() == null ? null : range.to().percentEncoded());
  }

  /// Reads a line.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Gap parse(byte[] bytes, int offset, int length) {
    return parse(Json.parse(bytes, offset, length));
  }

  static Gap parse(JsonNode node) {
    return new Gap(
        Json.string(node, "source"),
        scope(node),
        Gap.Code.ofWire(Json.string(node, "code")),
        Json.string(node, "reason"));
  }

  private static Scope scope(JsonNode node) {
    Key key = EntryJson.keyOrNull(node, "key");
    String attribute = Json.stringOrNull(node, "attribute");
    if (key != null) {
      return new OfKey(key, Json.stringOrNull(node, "versionId"), attribute);
    }
    String part = Json.stringOrNull(node, "part");
    if (part != null) {
      return new OfPart(part);
    }
    return attribute == null ? new OfRange(range(node)) : new OfSource(attribute);
  }

  static KeyRange range(JsonNode node) {
    String to = Json.stringOrNull(node, "to");
    return new KeyRange(
        Key.ofPercentEncoded(Json.string(node, "from")),
        to == null ? null : Key.ofPercentEncoded(to));
  }
}
