package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.model.Attributes;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.Pieces;
import dev.migrator.model.Content.Place;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.Sha256;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An index line as JSON: one [Entry], nothing lost. A name that has nothing to say is left out.
public final class EntryJson {
  private EntryJson() {}

  /// @return one line, with its line feed
  static byte[] line(Entry entry) {
    ObjectNode line = Json.object();
    line.put("n", entry.ordinal());
    putListed(line, entry.listed());
    if (entry.content() != null) {
      putContent(line, entry.listed(), entry.content());
    }
    switch (entry.attributes()) {
      case ObjectAttributes object -> ObjectAttributesJson.put(line, object);
      case FileAttributes file -> FileAttributesJson.put(line, file);
      case NoAttributes() -> {}
    }
    putText(line, "drift", entry.drift());
    putGaps(line, entry.gaps());
    return lineOf(line);
  }

  /// What stands in a volume's index for a member that was given up.
  static byte[] abandoned(long ordinal, String member) {
    return lineOf(Json.object().put("n", ordinal).put("member", member).put("abandoned", true));
  }

  static byte[] lineOf(ObjectNode node) {
    byte[] json = Json.bytes(node);
    byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private static void putListed(ObjectNode line, Listed listed) {
    putBytes(line, "key", listed.key());
    line.put("kind", Wire.of(listed.kind()));
    putText(line, "versionId", listed.versionId());
    line.put("latest", listed.latest());
    line.put("size", listed.sizeBytes());
    putInstant(line, "lastModified", listed.modified());
    putText(line, "etag", listed.etag());
    putText(line, "storageClass", listed.storageClass());
  }

  private static void putContent(ObjectNode line, Listed listed, Content content) {
    if (content.sizeBytes() != listed.sizeBytes()) {
      line.put("contentSize", content.sizeBytes());
    }
    line.put("sha256", content.sha256().hex());
    line.put("proof", Wire.of(content.proof()));
    switch (content.place()) {
      case Member member ->
          line.put("volume", member.volume())
              .put("member", member.member())
              .put("frame", member.frameOffset())
              .put("skip", member.skipBytes());
      case Pieces pieces ->
          line.put("folder", pieces.folder())
              .put("pieces", pieces.count())
              .put("pieceSize", pieces.pieceBytes());
    }
  }

  private static void putGaps(ObjectNode line, List<Missing> gaps) {
    if (gaps.isEmpty()) {
      return;
    }
    ArrayNode array = line.putArray("gaps");
    for (Missing gap : gaps) {
      ObjectNode node = array.addObject();
      putText(node, "attribute", gap.attribute());
      node.put("code", gap.code().wire()).put("reason", gap.reason());
    }
  }

  /// Reads an index line.
  ///
  /// @throws IllegalArgumentException if it is none
  public static Entry parse(byte[] bytes, int offset, int length) {
    return parse(Json.parse(bytes, offset, length));
  }

  static Entry parse(JsonNode line) {
    Listed listed = listed(line);
    return new Entry(
        Json.number(line, "n"),
        listed,
        attributes(line),
        Json.has(line, "sha256") ? content(line, listed) : null,
        Json.stringOrNull(line, "drift"),
        Json.list(line, "gaps", EntryJson::missing));
  }

  private static Listed listed(JsonNode line) {
    return new Listed(
        key(line, "key"),
        Wire.parse(Kind.class, Json.string(line, "kind")),
        Json.stringOrNull(line, "versionId"),
        Json.flag(line, "latest"),
        Json.number(line, "size"),
        instant(line, "lastModified"),
        Json.stringOrNull(line, "etag"),
        Json.stringOrNull(line, "storageClass"));
  }

  private static Content content(JsonNode line, Listed listed) {
    return new Content(
        Json.has(line, "contentSize") ? Json.number(line, "contentSize") : listed.sizeBytes(),
        new Sha256(Json.string(line, "sha256")),
        Wire.parse(SourceProof.class, Json.string(line, "proof")),
        place(line));
  }

  private static Place place(JsonNode line) {
    return Json.has(line, "volume")
        ? new Member(
            Json.string(line, "volume"),
            Json.string(line, "member"),
            Json.number(line, "frame"),
            Json.number(line, "skip"))
        : new Pieces(
            Json.string(line, "folder"),
            Json.smallNumber(line, "pieces"),
            Json.number(line, "pieceSize"));
  }

  private static Attributes attributes(JsonNode line) {
    if (Json.has(line, "headers")) {
      return ObjectAttributesJson.parse(line);
    }
    return Json.has(line, "mode") ? FileAttributesJson.parse(line) : NoAttributes.INSTANCE;
  }

  private static Missing missing(JsonNode node) {
    return new Missing(
        Json.stringOrNull(node, "attribute"),
        Gap.Code.ofWire(Json.string(node, "code")),
        Json.string(node, "reason"));
  }

  /// Bytes as text where they are UTF-8, else in base64 under the name with `B64`.
  static void putBytes(ObjectNode node, String name, @Nullable Key bytes) {
    if (bytes == null) {
      return;
    }
    if (bytes.isText()) {
      node.put(name, bytes.text());
    } else {
      node.put(name + "B64", base64(bytes));
    }
  }

  static Key key(JsonNode node, String name) {
    if (Json.has(node, name + "B64")) {
      return ofBase64(Json.string(node, name + "B64"));
    }
    Key key = Key.of(Json.string(node, name));
    if (!key.text().equals(Json.string(node, name))) {
      throw new IllegalArgumentException(name + " has half a surrogate pair");
    }
    return key;
  }

  static @Nullable Key keyOrNull(JsonNode node, String name) {
    return Json.has(node, name) || Json.has(node, name + "B64") ? key(node, name) : null;
  }

  static String base64(Key bytes) {
    return Base64.getEncoder().encodeToString(bytes.bytes());
  }

  static Key ofBase64(String text) {
    return Key.ofBytes(Base64.getDecoder().decode(text));
  }

  static void putText(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  static void putInstant(ObjectNode node, String name, @Nullable Instant value) {
    if (value != null) {
      node.put(name, value.toString());
    }
  }

  static @Nullable Instant instant(JsonNode node, String name) {
    String text = Json.stringOrNull(node, name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(name + " is no instant: " + text, e);
    }
  }
}
