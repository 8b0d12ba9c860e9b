package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Document;
import dev.migrator.database.SavedCut;
import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of a cut's tables.
///
/// @param prefix by which they were chosen; empty where they were not
record Catalogue(String prefix, List<Table> tables) {
  private static final String NAME = "catalogue.json";
  private static final int FORMAT = 1;

  Document document() {
    ArrayNode list = Json.array();
    for (Table table : tables) {
      ObjectNode one = Json.object().put("name", table.name()).put("folder", table.folder());
      list.add(one.set("answers", table.answers()));
    }
    ObjectNode catalogue = Json.object().put("format", FORMAT).put("prefix", prefix);
    return new Document(NAME, Json.indented(catalogue.set("tables", list)));
  }

  static Catalogue of(SavedCut saved) {
    byte[] json = saved.document(NAME).orElseThrow(() -> damaged("it is missing", null));
    try {
      JsonNode catalogue = Json.MAPPER.readTree(json);
      if (catalogue.path("format").asInt() != FORMAT) {
        throw damaged("its format is unknown", null);
      }
      List<Table> tables = new ArrayList<>();
      String prefix = catalogue.path("prefix").asText();
      if (!catalogue.path("tables").isArray()) {
        throw damaged("it has no tables", null);
      }
      for (JsonNode one : catalogue.path("tables")) {
        tables.add(table(one, prefix));
      }
      return new Catalogue(prefix, tables);
    } catch (IOException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private static Table table(JsonNode one, String prefix) {
    String name = one.path("name").asText();
    if (!(one.path("answers") instanceof ObjectNode answers) || name.isEmpty()) {
      throw damaged("a table in it has no name or no description", null);
    }
    Table table = new Table(name, one.path("folder").asText(), answers);
    if (table.keys().isEmpty() || !name.startsWith(prefix)) {
      throw damaged("its table %s has no keys, or another prefix".formatted(name), null);
    }
    return table;
  }

  private static BundleDamagedException damaged(String why, @Nullable Throwable cause) {
    return new BundleDamagedException(
        NAME + " cannot be read: " + why, "Run `migrator verify`.", cause);
  }
}
