package dev.migrator.database.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What of a restore is done, kept in a table of the database that is restored to. Rows are entered
/// in the transaction that loads them. A definition commits by itself, so it is entered after it,
/// and is made so that it can be run twice. Safe for many threads at once.
final class Ledger {
  static final String TABLE = "migrator_restore_done";

  private static final String OF_CUT = "cut ";
  private static final int LONGEST_STEP = 700;

  private final Set<String> done = ConcurrentHashMap.newKeySet();

  /// The cut that is being restored here; empty where none is.
  static List<String> cuts(Connection connection) {
    List<String> there =
        Sql.texts(
            connection,
            "a restore that was begun",
            "SELECT TABLE_NAME FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?",
            TABLE);
    return there.isEmpty()
        ? List.of()
        : Sql.texts(
            connection,
            "a restore that was begun",
            "SELECT SUBSTR(step, 5) FROM " + TABLE + " WHERE step LIKE 'cut %'");
  }

  /// Begins, or goes on with what an earlier run has done.
  void open(Connection connection, String cut) {
    Sql.run(
        connection,
        "making the account of the restore",
        "CREATE TABLE IF NOT EXISTS %s (step VARBINARY(%d) NOT NULL PRIMARY KEY) ENGINE=InnoDB ROW_FORMAT=DYNAMIC"
            .formatted(TABLE, LONGEST_STEP));
    enterNow(connection, OF_CUT + cut);
    done.addAll(Sql.texts(connection, "what is restored", "SELECT step FROM " + TABLE));
  }

  boolean isDone(String step) {
    return done.contains(step);
  }

  /// Enters a step that is done and committed.
  void enterNow(Connection connection, String step) {
    try {
      enter(connection, step);
      done.add(step);
    } catch (SQLException e) {
      throw Failures.of("entering what is restored", e);
    }
  }

  /// Enters a step in the transaction that is open.
  ///
  /// @return false if it is entered already: by an earlier try whose answer was lost
  static boolean enter(Connection connection, String step) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT IGNORE INTO " + TABLE + " (step) VALUES (?)")) {
      insert.setString(1, step);
      return insert.executeUpdate() == 1;
    }
  }

  /// A step was entered and committed.
  void committed(String step) {
    done.add(step);
  }

  static void drop(Connection connection) {
    Sql.run(connection, "removing the account of the restore", "DROP TABLE IF EXISTS " + TABLE);
  }
}
