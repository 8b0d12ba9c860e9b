package dev.migrator.database.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What of a restore is done, kept in the database that is restored to: each step is entered in the
/// transaction that does it. Safe for many threads at once.
final class Ledger {
  static final String SCHEMA = "migrator_restore";

  private static final String OF_CUT = "cut ";

  private final Set<String> done = ConcurrentHashMap.newKeySet();

  /// The cut that is being restored here; empty where none is.
  static List<String> cuts(Connection connection) {
    boolean isThere =
        Sql.one(
            connection,
            "a restore that was begun",
            "SELECT pg_catalog.to_regclass('" + SCHEMA + ".done') IS NOT NULL",
            row -> row.getBoolean(1));
    return isThere
        ? Sql.texts(
            connection,
            "a restore that was begun",
            "SELECT substr(step, 5) FROM " + SCHEMA + ".done WHERE step LIKE 'cut %'")
        : List.of();
  }

  /// Begins, or goes on with what an earlier run has done.
  void open(Connection connection, String cut) {
    Sql.run(
        connection,
        "making the account of the restore",
        """
        CREATE SCHEMA IF NOT EXISTS %1$s;
        CREATE TABLE IF NOT EXISTS %1$s.done (step text PRIMARY KEY);
        INSERT INTO %1$s.done (step) VALUES (%2$s) ON CONFLICT DO NOTHING;
        """
            .formatted(SCHEMA, Identifier.literal(OF_CUT + cut)));
    done.addAll(Sql.texts(connection, "what is restored", "SELECT step FROM " + SCHEMA + ".done"));
  }

  boolean isDone(String step) {
    return done.contains(step);
  }

  /// Enters a step in the transaction that is open.
  ///
  /// @return false if it is entered already: by an earlier try whose answer was lost
  static boolean enter(Connection connection, String step) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + SCHEMA + ".done (step) VALUES (?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, step);
      return insert.executeUpdate() == 1;
    }
  }

  /// A step was entered and committed.
  void committed(String step) {
    done.add(step);
  }

  static void drop(Connection connection) {
    Sql.run(
        connection,
        "removing the account of the restore",
        "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
  }
}
