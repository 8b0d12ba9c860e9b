package dev.migrator.database.mysql;

import dev.migrator.database.mysql.Column.Form;
import dev.migrator.database.mysql.Relation.Rows;
import dev.migrator.database.mysql.Relation.Undo;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Asks the catalogue for the tables of the current database, and their columns.
final class Tables {
  private static final Set<String> WITH_TRANSACTIONS = Set.of("innodb", "rocksdb", "tokudb", "ndb");

  private static final String TABLES =
      """
      SELECT TABLE_NAME, TABLE_TYPE, COALESCE(ENGINE, ''), COALESCE(TABLE_ROWS, 0),
             COALESCE(DATA_LENGTH, 0)
      FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
      ORDER BY DATA_LENGTH DESC, TABLE_NAME
      """;
  private static final String COLUMNS =
      """
      SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COALESCE(CHARACTER_SET_NAME, ''), EXTRA,
             COALESCE(GENERATION_EXPRESSION, '')
      FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
      ORDER BY TABLE_NAME, ORDINAL_POSITION
      """;
  private static final String KEYS =
      """
      SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.STATISTICS
      WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = 'PRIMARY' AND SEQ_IN_INDEX = 1
        AND SUB_PART IS NULL
      """;

  private Tables() {}

  /// A table as the catalogue has it.
  ///
  /// @param rowsAbout an estimate
  /// @param key the primary key's first column; empty where there is none of use
  /// @param history of what has been, where the table keeps it
  record Found(
      String name,
      String engine,
      long rowsAbout,
      long bytes,
      List<Column> columns,
      List<Column> key,
      History history) {

    Undo undo() {
      return WITH_TRANSACTIONS.contains(engine.toLowerCase(Locale.ROOT))
          ? Undo.TRANSACTIONS
          : Undo.NONE;
    }

    Relation relation(String file, String schema) {
      Rows rows = history == History.READABLE ? Rows.WITH_HISTORY : Rows.CURRENT;
      return new Relation(file, schema, name, columns, rows, engine, undo());
    }
  }

  enum History {
    NONE,
    READABLE,
    /// The server could not be told it again.
    LOST
  }

  private record Stored(Column column, String expression) {
    boolean isPeriod() {
      return expression.equals("ROW START") || expression.equals("ROW END");
    }
  }

  static List<Found> ask(Connection connection, Server server) {
    Map<String, List<Stored>> columns = new HashMap<>();
    Sql.list(connection, "its columns", COLUMNS, row -> column(row, columns));
    Map<String, String> keys = new HashMap<>();
    Sql.list(
        connection,
        "its keys",
        KEYS,
        row -> keys.putIfAbsent(Sql.text(row, 1), Sql.text(row, 2)) == null);
    return Sql.list(
        connection,
        "its tables",
        TABLES,
        row -> {
          String name = Sql.text(row, 1);
          List<Stored> stored = columns.getOrDefault(name, List.of());
          History history =
              Sql.text(row, 2).equals("BASE TABLE") ? History.NONE : historyOf(stored, server);
          List<Column> all = columnsOf(stored, history);
          String key = keys.getOrDefault(name, "");
          List<Column> first = all.stream().filter(column -> column.name().equals(key)).toList();
          return new Found(
              name, Sql.text(row, 3), row.getLong(4), row.getLong(5), all, first, history);
        });
  }

  private static boolean column(ResultSet row, Map<String, List<Stored>> columns)
      throws SQLException {
    String extra = Sql.text(row, 5).toUpperCase(Locale.ROOT);
    String expression = Sql.text(row, 6).toUpperCase(Locale.ROOT);
    Column column = new Column(Sql.text(row, 2), Column.formOf(Sql.text(row, 3)), Sql.text(row, 4));
    Stored stored = new Stored(column, expression);
    boolean isGenerated = extra.contains("VIRTUAL GENERATED") || extra.contains("STORED GENERATED");
    return (!isGenerated || stored.isPeriod())
        && columns.computeIfAbsent(Sql.text(row, 1), table -> new ArrayList<>()).add(stored);
  }

  private static History historyOf(List<Stored> stored, Server server) {
    boolean isByTime =
        stored.stream()
            .filter(Stored::isPeriod)
            .allMatch(period -> period.column.form() == Form.TIME);
    return isByTime && server.number() >= Server.HISTORY_CAN_BE_WRITTEN
        ? History.READABLE
        : History.LOST;
  }

  /// The two ends of each row's time are columns like others where history is kept.
  private static List<Column> columnsOf(List<Stored> stored, History history) {
    List<Column> columns =
        new ArrayList<>(
            stored.stream()
                .filter(one -> !one.isPeriod() || history == History.READABLE)
                .map(Stored::column)
                .toList());
    if (history == History.READABLE && stored.stream().noneMatch(Stored::isPeriod)) {
      columns.add(new Column("row_start", Form.TIME, ""));
      columns.add(new Column("row_end", Form.TIME, ""));
    }
    return columns;
  }
}
