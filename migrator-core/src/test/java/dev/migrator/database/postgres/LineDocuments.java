package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.Cut;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DocumentReader;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.RowSum;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Documents in lines of JSON, each value with its type: `{"pk": {"S": "a"}}`.
final class LineDocuments implements DocumentReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final List<DocumentTable> tables = new ArrayList<>();
  private final List<SavedPart> parts = new ArrayList<>();

  private record Lines(String file, String table, RowsHash hash, byte[] bytes)
      implements SavedPart {
    @Override
    public long sizeBytes() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private record Saved(String id, Cut cut, List<SavedPart> parts) implements SavedCut {
    @Override
    public Optional<byte[]> document(String name) {
      return Optional.empty();
    }
  }

  /// @param type as it is written in the document
  static DocumentTable.Key key(String name, String type) {
    DocumentTable.Type of =
        switch (type) {
          case "S" -> DocumentTable.Type.TEXT;
          case "N" -> DocumentTable.Type.NUMBER;
          case "B" -> DocumentTable.Type.BYTES;
          default -> throw new IllegalArgumentException(type);
        };
    return new DocumentTable.Key(name, of, List.of(name, type));
  }

  static String document(Object... namesTypesAndValues) {
    var document = JSON.createObjectNode();
    for (int i = 0; i < namesTypesAndValues.length; i += 3) {
      document
          .putObject((String) namesTypesAndValues[i])
          .putPOJO((String) namesTypesAndValues[i + 1], namesTypesAndValues[i + 2]);
    }
    return canonical(document);
  }

  /// Adds a table; in messages it is called `lines.` and its name.
  DocumentTable table(String name, List<DocumentTable.Key> keys, DocumentTable.Index... indexes) {
    DocumentTable table = new DocumentTable("lines." + name, name, keys, List.of(indexes));
    tables.add(table);
    return table;
  }

  SavedPart part(DocumentTable table, String... documents) {
    RowsHash hash = RowsHash.NONE;
    for (String document : documents) {
      hash = hash.plus(parse(table, document).hash());
    }
    byte[] bytes = String.join("\n", documents).getBytes(UTF_8);
    SavedPart part = new Lines("p" + parts.size(), table.table(), hash, bytes);
    parts.add(part);
    return part;
  }

  SavedCut saved(String id) {
    return new Saved(
        id, new Cut("Lines 1.0", "lines", null, Instant.EPOCH, null), List.copyOf(parts));
  }

  @Override
  public List<DocumentTable> tables(SavedCut saved) {
    return List.copyOf(tables);
  }

  @Override
  public List<Problem> losses(SavedCut saved) {
    return List.of(new Problem(Problem.Kind.LOSS, "streams", "are not kept"));
  }

  @Override
  public Documents open(DocumentTable table, SavedPart part) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(part.open(), UTF_8));
    return new Documents() {
      private String line = "";

      @Override
      public boolean next() {
        try {
          String read = lines.readLine();
          line = read == null ? "" : read;
          return read != null;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public Row row() {
        return parse(table, line);
      }

      @Override
      public void close() {
        try {
          lines.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  @Override
  public Row parse(DocumentTable table, String json) {
    try {
      JsonNode document = JSON.readTree(json);
      String canonical = canonical(document);
      RowSum sum = new RowSum(List.of("document"));
      byte[] bytes = canonical.getBytes(UTF_8);
      sum.field(bytes, 0, bytes.length);
      sum.endRow();
      List<String> keys = table.keys().stream().map(key -> value(document, key)).toList();
      return new Row(keys, canonical.replace("\\u0000", "\u2400"), sum.sum());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String value(JsonNode document, DocumentTable.Key key) {
    JsonNode value = document;
    for (String step : key.path()) {
      value = value.path(step);
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the document has no " + key.name());
    }
    return key.type() == DocumentTable.Type.BYTES
        ? HexFormat.of().formatHex(Base64.getDecoder().decode(value.textValue()))
        : value.textValue();
  }

  private static String canonical(JsonNode document) {
    try {
      return JSON.writeValueAsString(JSON.treeToValue(document, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
