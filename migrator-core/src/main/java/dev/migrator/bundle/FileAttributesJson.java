package dev.migrator.bundle;

import static dev.migrator.bundle.EntryJson.putBytes;
import static dev.migrator.bundle.EntryJson.putInstant;
import static dev.migrator.bundle.EntryJson.putText;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.model.ByteRange;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// Attributes of a file within an index line. `mode` says that they are there.
final class FileAttributesJson {
  private static final int OCTAL = 8;

  private FileAttributesJson() {}

  static void put(ObjectNode line, FileAttributes file) {
    line.put("mode", Integer.toOctalString(file.mode()));
    line.put("uid", file.uid());
    line.put("gid", file.gid());
    putText(line, "owner", file.owner());
    putText(line, "group", file.group());
    putInstant(line, "mtime", file.modified());
    putInstant(line, "atime", file.accessed());
    putBytes(line, "linkTarget", file.linkTarget());
    putText(line, "hardLinkOf", file.hardLinkOf());
    if (!file.extended().isEmpty()) {
      ObjectNode extended = line.putObject("xattrs");
      file.extended().forEach((name, value) -> extended.put(name, EntryJson.base64(value)));
    }
    if (!file.holes().isEmpty()) {
      ArrayNode holes = line.putArray("holes");
      file.holes().forEach(hole -> holes.addArray().add(hole.offset()).add(hole.sizeBytes()));
    }
  }

  static FileAttributes parse(JsonNode line) {
    Instant modified = EntryJson.instant(line, "mtime");
    if (modified == null) {
      throw new IllegalArgumentException("no mtime");
    }
    return new FileAttributes(
        Integer.parseInt(Json.string(line, "mode"), OCTAL),
        id(line, "uid"),
        id(line, "gid"),
        Json.stringOrNull(line, "owner"),
        Json.stringOrNull(line, "group"),
        modified,
        EntryJson.instant(line, "atime"),
        extended(line),
        EntryJson.keyOrNull(line, "linkTarget"),
        Json.list(line, "holes", FileAttributesJson::hole),
        Json.stringOrNull(line, "hardLinkOf"));
  }

  private static int id(JsonNode line, String name) {
    JsonNode id = Json.get(line, name);
    if (!id.isIntegralNumber() || !id.canConvertToInt()) {
      throw new IllegalArgumentException(name + " is no id");
    }
    return id.intValue();
  }

  private static SortedMap<String, Key> extended(JsonNode line) {
    SortedMap<String, Key> extended = new TreeMap<>();
    if (Json.has(line, "xattrs")) {
      Json.get(line, "xattrs")
          .properties()
          .forEach(attribute ->
              extended.put(
                  attribute.getKey(), EntryJson.ofBase64(Json.textOf(attribute.getValue()))));
    }
    return extended;
  }

  private static ByteRange hole(JsonNode pair) {
    if (!pair.isArray() || pair.size() != 2 || !pair.get(0).canConvertToLong()) {
      throw new IllegalArgumentException("a hole is [offset, size]");
    }
    return new ByteRange(pair.get(0).longValue(), pair.get(1).longValue());
  }
}
