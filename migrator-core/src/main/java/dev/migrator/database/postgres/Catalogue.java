package dev.migrator.database.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.postgres.Relation.Kind;
import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// What a restore has to know of the database besides its scripts.
///
/// @param serverNumber as `150018`
/// @param encoding of the database, and of its rows in the bundle
/// @param extensions name to version
/// @param objects see [SchemaObjects]
/// @param populated see [Matviews]
record Catalogue(
    int serverNumber,
    String encoding,
    Collation collation,
    Map<String, String> extensions,
    List<Relation> relations,
    SortedSet<String> objects,
    List<String> populated) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  byte[] json() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written", e);
    }
  }

  /// @throws BundleDamagedException if these bytes are none
  static Catalogue parse(byte[] json) {
    try {
      return JSON.readValue(json, Catalogue.class);
    } catch (IOException e) {
      throw new BundleDamagedException(
          "the catalogue of a database cannot be read: " + e.getMessage(),
          "Run `migrator verify`, and put the file back from a copy.");
    }
  }

  /// Fills materialized views.
  String refreshScript() {
    return populated.stream()
        .map(view -> "REFRESH MATERIALIZED VIEW " + view + ";\n")
        .collect(Collectors.joining());
  }

  /// For each table the name of its files and the statement that takes them.
  ///
  /// @param roots of leaves, which rows may leave on another server: see [Partitions]
  String copyTable(Map<String, String> roots) {
    StringBuilder lines = new StringBuilder();
    relations.stream()
        .filter(relation -> relation.kind() == Kind.TABLE)
        .forEach(relation -> {
          String into = roots.getOrDefault(relation.quoted(), relation.quoted());
          lines.append(relation.name() + '\t' + relation.copyInto(into, encoding) + '\n');
        });
    return lines.toString();
  }
}
