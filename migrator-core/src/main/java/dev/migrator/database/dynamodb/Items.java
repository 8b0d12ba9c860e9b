package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items in the lines of AWS's exports, `{"Item":{…}}`, and in the pages of a scan.
final class Items {
  private static final byte[] BEFORE = "{\"Item\":".getBytes(UTF_8);
  private static final byte[] AFTER = "}\n".getBytes(UTF_8);

  private Items() {}

  /// @param item as it is written in JSON
  static byte[] line(byte[] item) {
    byte[] line = new byte[BEFORE.length + item.length + AFTER.length];
    System.arraycopy(BEFORE, 0, line, 0, BEFORE.length);
    System.arraycopy(item, 0, line, BEFORE.length, item.length);
    System.arraycopy(AFTER, 0, line, BEFORE.length + item.length, AFTER.length);
    return line;
  }

  /// Reads one line after the other.
  static final class Lines implements AutoCloseable {
    private final JsonParser parser;
    private long begin;

    Lines(InputStream in) throws IOException {
      parser = Json.MAPPER.createParser(new BufferedInputStream(in, 1 << 16));
    }

    /// @return the next item; null at the end
    /// @throws IOException also where a line is none of an export
    @Nullable JsonNode next() throws IOException {
      if (parser.nextToken() == null) {
        return null;
      }
      begin = parser.currentTokenLocation().getByteOffset();
      JsonNode line = Json.MAPPER.readTree(parser);
      JsonNode item = line.path("Item");
      if (line.size() != 1 || !item.isObject()) {
        throw new IOException("a line is no item of an export");
      }
      return item;
    }

    /// How long the line is that was read last.
    int sizeBytes() {
      return Math.toIntExact(parser.currentLocation().getByteOffset() - begin);
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }

  /// A scan's answer.
  ///
  /// @param last where the next page begins; null at the end
  /// @param units of capacity that it cost; 0 where the host does not tell
  record Page(List<JsonNode> items, @Nullable JsonNode last, double units) {}

  /// @throws IOException where it is no page, or not whole
  static Page page(byte[] answer) throws IOException {
    JsonNode last = null;
    double units = 0;
    List<JsonNode> items = null;
    try (JsonParser parser = Json.MAPPER.createParser(answer)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "Items" -> items = items(parser);
          case "LastEvaluatedKey" -> last = Json.MAPPER.readTree(parser);
          case "ConsumedCapacity" ->
              units = ((JsonNode) Json.MAPPER.readTree(parser)).path("CapacityUnits").asDouble();
          default -> parser.skipChildren();
        }
      }
      require(parser.nextToken() == null);
    }
    if (items == null) {
      throw noPage();
    }
    return new Page(items, last == null || last.isEmpty() ? null : last, units);
  }

  private static List<JsonNode> items(JsonParser parser) throws IOException {
    List<JsonNode> items = new ArrayList<>();
    require(parser.currentToken() == JsonToken.START_ARRAY);
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      items.add(Json.MAPPER.readTree(parser));
    }
    require(parser.currentToken() == JsonToken.END_ARRAY);
    return items;
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw noPage();
    }
  }

  private static IOException noPage() {
    return new IOException("the answer has another form than that of a scan");
  }
}
