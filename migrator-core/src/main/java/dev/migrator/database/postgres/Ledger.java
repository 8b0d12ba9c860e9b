package dev.migrator.database.postgres;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
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
    done.addAll(steps(connection));
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

  /// Makes durable what sessions have committed so far without waiting for the disk.
  ///
  /// @throws StoreException if the server has lost steps of it in a crash: they count as not done
  ///   from then on, so another attempt does them
  void settle(Connection connection) {
    durably(
        connection,
        "writing the restore to disk",
        "INSERT INTO %s.done (step) VALUES ('flushed') ON CONFLICT (step) DO UPDATE SET step = excluded.step"
            .formatted(SCHEMA));
    Set<String> there = new HashSet<>(steps(connection));
    if (!there.containsAll(done)) {
      done.retainAll(there);
      throw new StoreException(
          Reason.UNAVAILABLE,
          "the server has lost what it did last, as it does in a crash",
          "Run it again: it goes on from what is there.",
          null);
    }
  }

  private static List<String> steps(Connection connection) {
    return Sql.texts(connection, "what is restored", "SELECT step FROM " + SCHEMA + ".done");
  }

  /// Waits for the disk: what others committed before is there then, too.
  private static void durably(Connection connection, String what, String statement) {
    Sql.run(
        connection, what, "BEGIN; SET LOCAL synchronous_commit = on; " + statement + "; COMMIT");
  }

  static void drop(Connection connection) {
    durably(
        connection,
        "removing the account of the restore",
        "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
  }
}
