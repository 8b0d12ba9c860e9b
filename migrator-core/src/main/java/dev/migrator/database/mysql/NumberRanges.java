package dev.migrator.database.mysql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Ranges of a key that is a number, halved until the server expects few enough rows in each: wide
/// gaps between keys make no empty parts. The ends are open.
final class NumberRanges {
  private final Connection connection;
  private final Relation relation;
  private final Column key;
  private final List<BigInteger> bounds = new ArrayList<>();
  private long mostRows;

  NumberRanges(Connection connection, Relation relation, Column key) {
    this.connection = connection;
    this.relation = relation;
    this.key = key;
  }

  /// @param rowsAbout an estimate
  /// @return conditions that together are all rows
  List<String> of(long parts, long rowsAbout) {
    List<String> ends =
        Sql.one(
            connection,
            "the keys of " + relation.readable(),
            "SELECT CAST(FLOOR(MIN(%1$s)) AS CHAR), CAST(CEIL(MAX(%1$s)) AS CHAR) FROM %2$s"
                .formatted(key.quoted(), relation.quoted()),
            row -> List.of(Sql.text(row, 1), Sql.text(row, 2)));
    if (ends.contains("")) {
      return List.of("");
    }
    BigInteger from = new BigInteger(ends.getFirst());
    BigInteger to = new BigInteger(ends.getLast()).add(BigInteger.ONE);
    mostRows = Math.max(1, Math.max(rowsAbout, rows(from, to)) / parts);
    halve(from, to);
    return ranges();
  }

  private void halve(BigInteger from, BigInteger to) {
    BigInteger middle = from.add(to).shiftRight(1);
    if (middle.equals(from) || rows(from, to) <= mostRows) {
      return;
    }
    halve(from, middle);
    bounds.add(middle);
    halve(middle, to);
  }

  private List<String> ranges() {
    List<String> ranges = new ArrayList<>();
    String from = "";
    for (BigInteger bound : bounds) {
      ranges.add(from + key.quoted() + " < " + bound);
      from = key.quoted() + " >= " + bound + " AND ";
    }
    ranges.add(from.isEmpty() ? "" : from + "TRUE");
    return ranges;
  }

  /// As the server expects, without reading them.
  private long rows(BigInteger from, BigInteger to) {
    String query =
        "EXPLAIN FORMAT=TRADITIONAL SELECT %1$s FROM %2$s WHERE %1$s >= %3$s AND %1$s < %4$s"
            .formatted(key.quoted(), relation.rowsOf(), from, to);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong("rows") : 0;
    } catch (SQLException e) {
      throw Failures.of("asking how many rows %s has".formatted(relation.readable()), e);
    }
  }
}
