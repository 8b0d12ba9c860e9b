package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DocumentReader;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.Problems;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Items as documents: in DynamoDB's own JSON, so that each value keeps its type and they can go
/// back. An item with the character U+0000 somewhere is kept as `{"base64": "…"}`, of the UTF-8 of
/// that JSON: no item looks so, as its attributes are objects.
public final class DynamoDocuments implements DocumentReader {
  private static final String PACKED = "base64";
  private static final String NUL = "\\u0000";

  @Override
  public List<DocumentTable> tables(SavedCut saved) {
    return Catalogue.of(saved).tables().stream().map(DynamoDocuments::table).toList();
  }

  private static DocumentTable table(Table table) {
    List<DocumentTable.Index> indexes = new ArrayList<>();
    for (String kind : List.of(TableRequest.LOCAL, TableRequest.GLOBAL)) {
      for (JsonNode index : table.description().path(kind)) {
        indexes.add(new DocumentTable.Index(index.path("IndexName").asText(), table.keys(index)));
      }
    }
    return new DocumentTable(table.label(), table.name(), table.keys(), indexes);
  }

  @Override
  public List<Problem> losses(SavedCut saved) {
    Problems problems = new Problems();
    Catalogue.of(saved).tables().forEach(table -> new Losses(table, problems).elsewhere());
    return problems.list();
  }

  @Override
  public Documents open(DocumentTable table, SavedPart part) {
    try {
      return new OfPart(table, part);
    } catch (IOException e) {
      throw damaged(part, e);
    }
  }

  @Override
  public Row parse(DocumentTable table, String json) {
    try {
      JsonNode item = Json.MAPPER.readTree(json);
      if (item.path(PACKED).isTextual()) {
        item = Json.MAPPER.readTree(Base64.getDecoder().decode(item.path(PACKED).asText()));
      }
      return row(table, item, new ItemHash());
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no item: " + e.getMessage(), e);
    }
  }

  private static Row row(DocumentTable table, JsonNode item, ItemHash hash) {
    List<String> keys = new ArrayList<>();
    for (DocumentTable.Key key : table.keys()) {
      JsonNode value = item.path(key.name()).path(Table.letter(key.type()));
      if (!value.isTextual()) {
        throw new IllegalArgumentException("it has not the key " + key.name());
      }
      String text = value.asText();
      keys.add(
          switch (key.type()) {
            case TEXT, NUMBER -> text;
            case BYTES -> HexFormat.of().formatHex(Base64.getDecoder().decode(text));
          });
    }
    return new Row(keys, json(item), hash.of(item));
  }

  private static String json(JsonNode item) {
    byte[] json = Json.bytes(item);
    String text = new String(json, UTF_8);
    if (!text.contains(NUL)) {
      return text;
    }
    ObjectNode packed = Json.object();
    return packed.put(PACKED, Base64.getEncoder().encodeToString(json)).toString();
  }

  private static BundleDamagedException damaged(SavedPart part, Exception cause) {
    return new BundleDamagedException(
        "%s holds no items of a table: %s".formatted(part.file(), cause.getMessage()),
        "Run `migrator verify` to see all that is affected.",
        cause);
  }

  /// Items in the lines of an export.
  private static final class OfPart implements Documents {
    private final DocumentTable table;
    private final SavedPart part;
    private final Items.Lines lines;
    private final ItemHash hash = new ItemHash();
    private @Nullable Row row;

    OfPart(DocumentTable table, SavedPart part) throws IOException {
      this.table = table;
      this.part = part;
      this.lines = new Items.Lines(part.open());
    }

    @Override
    public boolean next() {
      try {
        JsonNode item = lines.next();
        row = item == null ? null : DynamoDocuments.row(table, item, hash);
        return row != null;
      } catch (IOException | IllegalArgumentException e) {
        throw damaged(part, e);
      }
    }

    @Override
    public Row row() {
      if (row == null) {
        throw new IllegalStateException("there is no current item");
      }
      return row;
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException e) {
        throw damaged(part, e);
      }
    }
  }
}
