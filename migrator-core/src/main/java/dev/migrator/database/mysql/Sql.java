package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Statements and their rows, with failures that say what was asked.
final class Sql {
  private Sql() {}

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// @param what is asked for, for messages
  static <T> List<T> list(
      Connection connection, String what, String query, Row<T> row, String... values) {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return rows(statement, row);
    } catch (SQLException e) {
      throw Failures.of("asking for " + what, e);
    }
  }

  private static <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        rows.add(row.read(results));
      }
    }
    return rows;
  }

  static <T> T one(Connection connection, String what, String query, Row<T> row, String... values) {
    return list(connection, what, query, row, values).getFirst();
  }

  static List<String> texts(Connection connection, String what, String query, String... values) {
    return list(connection, what, query, row -> text(row, 1), values);
  }

  /// A text as UTF-8, whatever the server says of it; empty for null.
  static String text(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  static String text(ResultSet row, String column) throws SQLException {
    return text(row, row.findColumn(column));
  }

  static void run(Connection connection, String tried, String statement) {
    try {
      execute(connection, statement);
    } catch (SQLException e) {
      throw Failures.of(tried, e);
    }
  }

  /// Runs a statement whose failure is the caller's to judge.
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.of("closing a connection", e);
    }
  }

  /// Ends a connection whose state is not known, without waiting for what it still sends.
  static void drop(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // it failed before, which is told; that it does not end well adds nothing
    }
  }
}
