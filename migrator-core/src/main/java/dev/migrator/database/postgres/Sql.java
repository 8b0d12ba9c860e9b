package dev.migrator.database.postgres;

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
      Connection connection, String what, String query, Row<T> row, Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
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

  static <T> T one(Connection connection, String what, String query, Row<T> row, Object... values) {
    return list(connection, what, query, row, values).getFirst();
  }

  static List<String> texts(Connection connection, String what, String query, Object... values) {
    return list(connection, what, query, row -> row.getString(1), values);
  }

  static void run(Connection connection, String what, String statements) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    } catch (SQLException e) {
      throw Failures.of(what, e);
    }
  }

  static List<String> array(ResultSet row, String column) throws SQLException {
    java.sql.Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Failures.of("closing a connection", e);
    }
  }
}
