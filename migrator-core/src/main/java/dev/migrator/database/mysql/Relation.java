package dev.migrator.database.mysql;

import java.util.List;
import java.util.stream.Collectors;

/// A table whose rows are copied.
///
/// @param file what its files' names begin with, as `shop.users`
/// @param table its name
/// @param columns those that are stored, in the table's order
/// @param rows which there are
/// @param engine as the server names it
/// @param undo whether its engine has transactions
record Relation(
    String file,
    String schema,
    String table,
    List<Column> columns,
    Rows rows,
    String engine,
    Undo undo) {

  enum Rows {
    CURRENT,
    /// With those that were, of a system-versioned table.
    WITH_HISTORY
  }

  enum Undo {
    TRANSACTIONS,
    NONE
  }

  String readable() {
    return Identifier.readable(schema, table);
  }

  String quoted() {
    return Identifier.quoted(table);
  }

  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /// @param range a condition; empty for all rows
  String select(String range) {
    String list =
        columns.isEmpty()
            ? "1"
            : columns.stream().map(Column::selected).collect(Collectors.joining(", "));
    return "SELECT " + list + " FROM " + rowsOf() + (range.isEmpty() ? "" : " WHERE " + range);
  }

  String rowsOf() {
    return quoted() + (rows == Rows.WITH_HISTORY ? " FOR SYSTEM_TIME ALL" : "");
  }

  /// The beginning of each statement with rows.
  String insert() {
    return "INSERT INTO %s (%s) VALUES\n"
        .formatted(quoted(), columns.stream().map(Column::quoted).collect(Collectors.joining(",")));
  }

  /// Name of the file of a part of it.
  String part(int number) {
    return "%s.%05d.sql.gz".formatted(file, number);
  }

  /// What the names of a part begin with.
  static String fileOfPart(String part) {
    return part.replaceFirst("\\.\\d+\\.sql\\.gz$", "");
  }
}
