package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.Document;
import dev.migrator.database.mysql.Definition.Kind;
import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where sequences stand. They do not follow transactions, so they are read after the rows: what
/// they gave out by then is never given out again.
///
/// @param next name to the first number that was not given out
record Sequences(SortedMap<String, Long> next) {
  static final String DOCUMENT = "sequences.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Sequences read(Connection connection, List<Definition> definitions) {
    SortedMap<String, Long> next = new TreeMap<>();
    for (Definition sequence : definitions) {
      if (sequence.kind() == Kind.SEQUENCE) {
        String query = "SELECT next_not_cached_value FROM " + sequence.quoted();
        next.put(
            sequence.name(), Sql.one(connection, sequence.title(), query, row -> row.getLong(1)));
      }
    }
    return new Sequences(next);
  }

  static String statement(String name, long value) {
    return "DO SETVAL(%s, %d, 0)".formatted(Identifier.quoted(name), value);
  }

  /// For us, and for the clients.
  List<Document> documents(String schemaFile, List<Definition> definitions) {
    if (next.isEmpty()) {
      return List.of();
    }
    StringBuilder script = new StringBuilder(Scripts.sequences(definitions));
    next.forEach((name, value) -> script.append(statement(name, value)).append(";\n"));
    List<Document> documents = new ArrayList<>();
    documents.add(new Document(DOCUMENT, json()));
    documents.add(
        new Document(schemaFile + ".all-sequences-schema.sql", script.toString().getBytes(UTF_8)));
    return documents;
  }

  private byte[] json() {
    try {
      return JSON.writeValueAsBytes(next);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /// @throws BundleDamagedException if these bytes are none
  static Sequences parse(byte[] json) {
    try {
      return new Sequences(JSON.readValue(json, new TypeReference<TreeMap<String, Long>>() {}));
    } catch (IOException e) {
      throw new BundleDamagedException(
          "the sequences of a database cannot be read: " + e.getMessage(),
          "Run `migrator verify`, and put the file back from a copy.");
    }
  }
}
