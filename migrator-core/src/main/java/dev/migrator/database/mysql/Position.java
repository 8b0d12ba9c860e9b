package dev.migrator.database.mysql;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// How far the server's binary log is, which tells whether two snapshots are of one instant.
///
/// MariaDB tells for each snapshot with which position it agrees ("START TRANSACTION", "WITH
/// CONSISTENT SNAPSHOT"). MySQL tells only how far the log is now, and a transaction is in the log
/// a moment before others see it. So there the position must have stood still for a while.
final class Position {
  private static final long SETTLING_MILLIS = 50;

  private Position() {}

  /// Of the log as it is now; empty where the server does not tell, or has none.
  static String current(Connection connection, Server server) {
    if (server.isMariaDb()) {
      return isOfAll(connection) ? "told" : "";
    }
    settle();
    return statusOf(connection, server);
  }

  /// Of the snapshot that a connection has; empty where there is none.
  static String ofSnapshot(Connection connection, Server server) {
    if (!server.isMariaDb()) {
      return "";
    }
    List<String> status =
        Sql.list(
            connection,
            "the position of a snapshot",
            "SHOW STATUS LIKE 'binlog_snapshot_%'",
            row -> Sql.text(row, 2));
    return status.size() < 2 || status.getFirst().isEmpty()
        ? ""
        : status.get(0) + ":" + status.get(1);
  }

  /// With the GTID, where the server knows it.
  static String title(Connection connection, String position) {
    int colon = position.lastIndexOf(':');
    try {
      String gtid =
          Sql.one(
              connection,
              "the GTID of a position",
              "SELECT BINLOG_GTID_POS(?, " + position.substring(colon + 1) + ")",
              row -> Sql.text(row, 1),
              position.substring(0, colon));
      return gtid.isEmpty() ? position : position + " (GTID " + gtid + ")";
    } catch (StoreException e) {
      if (e.reason().isTransient()) {
        throw e;
      }
      return position; // asking for it is a right of its own
    }
  }

  /// A replica may apply changes that its own log does not have.
  private static boolean isOfAll(Connection connection) {
    return Sql.one(
        connection,
        "its binary log",
        "SELECT @@log_bin = 1 AND (@@log_slave_updates = 1 OR @@gtid_slave_pos = '')",
        row -> row.getBoolean(1));
  }

  private static String statusOf(Connection connection, Server server) {
    String query =
        server.number() >= Server.NEW_WORDS_OF_REPLICATION
            ? "SHOW BINARY LOG STATUS"
            : "SHOW MASTER STATUS";
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() && isOfAllSchemas(rows)
          ? Sql.text(rows, 1) + ":" + rows.getLong(2) + gtids(Sql.text(rows, 5))
          : "";
    } catch (SQLException e) {
      StoreException failure = Failures.of("asking for its binary log", e);
      if (failure.reason() != Reason.FORBIDDEN) {
        throw failure;
      }
      return "";
    }
  }

  private static boolean isOfAllSchemas(java.sql.ResultSet status) throws SQLException {
    return (Sql.text(status, 3) + Sql.text(status, 4)).isEmpty();
  }

  private static String gtids(String executed) {
    return executed.isEmpty() ? "" : " (GTID " + executed.replace("\n", "") + ")";
  }

  private static void settle() {
    try {
      Thread.sleep(SETTLING_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
