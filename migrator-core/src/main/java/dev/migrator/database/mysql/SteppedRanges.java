package dev.migrator.database.mysql;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Ranges of a key that is no number: the server steps along its index from bound to bound.
final class SteppedRanges {
  private final Connection connection;
  private final Relation relation;
  private final Column key;

  SteppedRanges(Connection connection, Relation relation, Column key) {
    this.connection = connection;
    this.relation = relation;
    this.key = key;
  }

  /// @return conditions that together are all rows; one empty one where the key is of no use
  List<String> of(long parts, long rowsAbout) {
    return switch (key.form()) {
      case TEXT, BYTES, TIME, NUMBER, WORDED, JSON -> of(rowsAbout / parts);
      case ENUM, BIT, FLOATING, VECTOR -> List.of("");
    };
  }

  private List<String> of(long step) {
    List<String> ranges = new ArrayList<>();
    String from = "";
    List<String> next = next(from, step);
    while (step > 0 && !next.isEmpty()) {
      String bound = next.getFirst();
      String begin = key.quoted() + " >= " + bound;
      if (begin.equals(from)) {
        break; // so many rows share one key
      }
      ranges.add(and(from, key.quoted() + " < " + bound));
      from = begin;
      next = next(from, step);
    }
    ranges.add(from);
    return ranges;
  }

  private static String and(String left, String right) {
    return left.isEmpty() ? right : left + " AND " + right;
  }

  /// The key so many rows further on, as a literal; none where there are not as many.
  private List<String> next(String from, long step) {
    String query =
        "SELECT %s FROM %s%s ORDER BY %s LIMIT 1 OFFSET %d"
            .formatted(
                key.selected(),
                relation.quoted(),
                from.isEmpty() ? "" : " WHERE " + from,
                key.quoted(),
                step);
    return Sql.list(
        connection, "the keys of " + relation.readable(), query, row -> literal(row.getBytes(1)));
  }

  private String literal(byte[] value) {
    String hex = "x'" + HexFormat.of().formatHex(value) + "'";
    return switch (key.form()) {
      case TEXT -> "_" + key.charset() + " " + hex;
      case TIME, WORDED, JSON -> "_utf8mb4 " + hex;
      case BYTES, NUMBER, ENUM, BIT, FLOATING, VECTOR -> hex;
    };
  }
}
