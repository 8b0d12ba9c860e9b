package dev.migrator.database.postgres;

import dev.migrator.database.DocumentTable;
import java.util.List;
import java.util.stream.Collectors;

/// Where documents of a table are: a table with a column for each key and one for the whole, and
/// the statements that make it.
///
/// @param relation its columns are the keys' and then the one of the documents
/// @param primaryKey its name
/// @param indexes their names, in the order of the table's own
record DocumentPlace(
    DocumentTable table, Relation relation, String primaryKey, List<String> indexes) {

  String name() {
    return relation.table();
  }

  private String item() {
    return relation.columns().getLast();
  }

  List<String> keyColumns() {
    return relation.columns().subList(0, table.keys().size());
  }

  Statement create() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < table.keys().size(); i++) {
      columns
          .append(Identifier.quoted(relation.columns().get(i)))
          .append(' ')
          .append(type(table.keys().get(i).type()))
          .append(" NOT NULL, ");
    }
    return new Statement(
        "table " + name(),
        "CREATE TABLE %s (%s%s jsonb NOT NULL)"
            .formatted(relation.quoted(), columns, Identifier.quoted(item())));
  }

  /// Texts are compared by their bytes, as the keys of documents are.
  private static String type(DocumentTable.Type type) {
    return switch (type) {
      case TEXT -> "text COLLATE \"C\"";
      case NUMBER -> "numeric";
      case BYTES -> "bytea";
    };
  }

  /// @param server that the documents are of
  Statement comment(String server) {
    String text =
        "Documents of the table %s of %s: \"%s\" holds each of them whole, with the types of its values, and its key is in the other columns too."
            .formatted(Printable.of(table.name()), server, item());
    return new Statement(
        "comment " + name(),
        "COMMENT ON TABLE %s IS %s".formatted(relation.quoted(), Identifier.literal(text)));
  }

  Statement addPrimaryKey() {
    return new Statement(
        "primary key " + name(),
        "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY (%s)"
            .formatted(
                relation.quoted(),
                Identifier.quoted(primaryKey),
                keyColumns().stream().map(Identifier::quoted).collect(Collectors.joining(", "))));
  }

  /// Over the documents that have all of the index's keys.
  Statement createIndex(int number) {
    DocumentTable.Index index = table.indexes().get(number);
    String name = indexes.get(number);
    return new Statement(
        "index " + name,
        "CREATE INDEX %s ON %s (%s) WHERE %s"
            .formatted(
                Identifier.quoted(name),
                relation.quoted(),
                index.keys().stream().map(this::expression).collect(Collectors.joining(", ")),
                index.keys().stream()
                    .map(key -> "(%s) IS NOT NULL".formatted(value(key)))
                    .collect(Collectors.joining(" AND "))));
  }

  private String expression(DocumentTable.Key key) {
    String value = value(key);
    return switch (key.type()) {
      case TEXT -> "(%s) COLLATE \"C\"".formatted(value);
      case NUMBER -> "((%s)::numeric)".formatted(value);
      case BYTES -> "decode(%s, 'base64')".formatted(value);
    };
  }

  private String value(DocumentTable.Key key) {
    return Identifier.quoted(item()) + " #>> " + Identifier.literal(array(key.path()));
  }

  /// PostgreSQL, "Array Input and Output Syntax".
  private static String array(List<String> path) {
    return path.stream()
        .map(step -> '"' + step.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  Statement analyze() {
    return new Statement("analyze " + name(), "ANALYZE " + relation.quoted());
  }
}
