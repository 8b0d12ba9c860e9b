package dev.migrator.database.postgres;

import dev.migrator.database.postgres.Tables.Found;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Cuts a table by a unique whole-number column, where ranges of pages are of no use.
final class KeyRanges {
  private final Connection connection;

  KeyRanges(Connection connection) {
    this.connection = connection;
  }

  /// @return conditions that together are all rows; one empty one where there is no such column
  List<String> of(Found table, long parts) {
    List<String> columns =
        Sql.texts(
            connection,
            "the key of " + table.readable(),
            """
            SELECT a.attname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = ?::regclass AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1
              AND i.indpred IS NULL AND i.indexprs IS NULL AND a.attnotnull
              AND a.atttypid IN (20, 21, 23)
            ORDER BY i.indisprimary DESC, a.attname LIMIT 1
            """,
            Identifier.regclass(table.schema(), table.name()));
    return columns.isEmpty()
        ? List.of("")
        : cut(table, Identifier.quoted(columns.getFirst()), parts);
  }

  private List<String> cut(Found table, String column, long parts) {
    List<String> bounds =
        Sql.texts(
            connection,
            "the keys of " + table.readable(),
            """
            SELECT DISTINCT trunc(least + (greatest - least) * part / ?)::bigint AS bound
            FROM (SELECT min(%1$s)::numeric AS least, max(%1$s)::numeric AS greatest
                  FROM ONLY %2$s) ends, pg_catalog.generate_series(1, ? - 1) AS part
            WHERE least IS NOT NULL ORDER BY bound
            """
                .formatted(column, table.quoted()),
            parts,
            parts);
    List<String> ranges = new ArrayList<>();
    String from = "";
    for (String bound : bounds) {
      ranges.add(from + column + " < " + bound);
      from = column + " >= " + bound + " AND ";
    }
    ranges.add(from.isEmpty() ? "" : from + "true");
    return ranges;
  }
}
