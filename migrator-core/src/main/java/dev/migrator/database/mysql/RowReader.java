package dev.migrator.database.mysql;

import dev.migrator.database.RowSum;
import dev.migrator.database.RowsHash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Reads the rows of a table and hashes them. Not for several threads.
final class RowReader {
  private static final int ROWS_BYTES = 1 << 20;
  private static final int MOST_ROWS_AT_ONE_TIME = 64;
  private static final byte[] ERROR_MEMBER = {0};

  /// Gets what is read, value by value in the order of the columns.
  interface Receiver {
    /// Wants the hash only.
    Receiver NONE =
        new Receiver() {
          @Override
          public void beginRow() {}

          @Override
          public void absent() {}

          @Override
          public void errorMember() {}

          @Override
          public void value(Column.Form form, byte[] bytes) {}

          @Override
          public void endRow() {}
        };

    void beginRow();

    /// The next value is null.
    void absent();

    /// The next value is the error value of an ENUM.
    void errorMember();

    void value(Column.Form form, byte[] bytes);

    void endRow();
  }

  private final Relation relation;
  private final List<Column> columns;
  private final RowSum sum;
  private final Receiver receiver;

  RowReader(Relation relation, Receiver receiver) {
    this.relation = relation;
    this.columns = relation.columns();
    this.sum = new RowSum(relation.columnNames());
    this.receiver = receiver;
  }

  /// @param range a condition; empty for all rows
  /// @param rowBytes about how long a row is
  RowsHash run(Connection connection, String range, long rowBytes) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(
          Math.clamp(ROWS_BYTES / Math.max(1, rowBytes), 1, MOST_ROWS_AT_ONE_TIME));
      try (ResultSet rows = statement.executeQuery(relation.select(range))) {
        while (rows.next()) {
          row(rows);
        }
      }
    } catch (SQLException e) {
      throw Failures.of("reading " + relation.readable(), e);
    }
    return sum.sum();
  }

  private void row(ResultSet row) throws SQLException {
    receiver.beginRow();
    int selected = 1;
    for (Column column : columns) {
      selected += value(row, column, selected);
    }
    receiver.endRow();
    sum.endRow();
  }

  /// @return how many of what was selected belong to it
  private int value(ResultSet row, Column column, int selected) throws SQLException {
    int taken = column.form() == Column.Form.ENUM ? 2 : 1;
    byte[] bytes = row.getBytes(selected);
    if (bytes == null) {
      sum.absent();
      receiver.absent();
    } else if (taken == 2 && bytes.length == 0 && Sql.text(row, selected + 1).equals("0")) {
      sum.field(ERROR_MEMBER, 0, ERROR_MEMBER.length);
      receiver.errorMember();
    } else {
      sum.field(bytes, 0, bytes.length);
      receiver.value(column.form(), bytes);
    }
    return taken;
  }
}
