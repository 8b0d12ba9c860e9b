package dev.migrator.database.postgres;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One view of a database that many connections share (PostgreSQL, "Snapshot Synchronization
/// Functions"), for as long as the first of them lives. Safe for many threads at once.
final class ExportedSnapshot implements AutoCloseable {
  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  private static final int TABLES_A_LOCK = 500;
  private static final int ANSWERS_WITHIN_SECONDS = 30;

  private final Connector connector;
  private final Connection first;
  private final String id;
  private final String position;
  private final Instant at;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean isClosed;

  private ExportedSnapshot(
      Connector connector, Connection first, String id, String position, Instant at) {
    this.connector = connector;
    this.first = first;
    this.id = id;
    this.position = position;
    this.at = at;
  }

  static ExportedSnapshot take(Connector connector) {
    Connection first = connector.open();
    boolean isTaken = false;
    try {
      Sql.run(first, "beginning a transaction", BEGIN);
      ExportedSnapshot snapshot =
          Sql.one(
              first,
              "a snapshot",
              """
              SELECT pg_catalog.pg_export_snapshot(),
                     CASE WHEN pg_catalog.pg_is_in_recovery()
                       THEN pg_catalog.pg_last_wal_replay_lsn()
                       ELSE pg_catalog.pg_current_wal_insert_lsn() END::text,
                     extract(epoch FROM pg_catalog.transaction_timestamp()) * 1000
              """,
              row ->
                  new ExportedSnapshot(
                      connector,
                      first,
                      row.getString(1),
                      row.getString(2),
                      Instant.ofEpochMilli(row.getLong(3))));
      isTaken = true;
      return snapshot;
    } finally {
      if (!isTaken) {
        Sql.close(first);
      }
    }
  }

  /// Keeps others from altering or dropping tables until this is closed. Waits for those who are at
  /// it already.
  ///
  /// @param tables quoted names
  void lock(List<String> tables, String patience) {
    Sql.run(first, "setting a time limit", "SET LOCAL lock_timeout = '" + patience + "'");
    for (int from = 0; from < tables.size(); from += TABLES_A_LOCK) {
      List<String> some = tables.subList(from, Math.min(tables.size(), from + TABLES_A_LOCK));
      try {
        Sql.run(
            first,
            "locking tables against changes of their structure",
            "LOCK TABLE ONLY " + String.join(", ONLY ", some) + " IN ACCESS SHARE MODE");
      } catch (StoreException e) {
        throw e.reason() == Reason.UNAVAILABLE ? withHolders(e) : e;
      }
    }
  }

  private StoreException withHolders(StoreException failure) {
    Connection connection = connector.open();
    try {
      List<String> holders =
          Sql.texts(
              connection,
              "who holds tables",
              """
              SELECT l.relation::regclass || ' is held by process ' || l.pid
              FROM pg_catalog.pg_locks l
              JOIN pg_catalog.pg_database d ON d.oid = l.database
              WHERE d.datname = pg_catalog.current_database() AND l.granted
                AND l.mode = 'AccessExclusiveLock' AND l.locktype = 'relation' LIMIT 5
              """);
      return new StoreException(
          failure.reason(),
          failure.getMessage() + (holders.isEmpty() ? "" : "; " + String.join(", ", holders)),
          "Let what alters these tables come to its end, and run it again.",
          failure);
    } finally {
      Sql.close(connection);
    }
  }

  /// The connection that holds it: for one thread, and only for what cannot fail but by the
  /// connection.
  Connection first() {
    return first;
  }

  String id() {
    return id;
  }

  String position() {
    return position;
  }

  Instant at() {
    return at;
  }

  /// A connection that sees it. The caller gives it back, or closes it where it failed.
  Connection borrow() {
    Connection kept = idle.poll();
    if (kept != null) {
      return kept;
    }
    Connection connection = connector.open();
    try {
      Sql.run(connection, "beginning a transaction", BEGIN);
      Sql.run(
          connection,
          "joining the snapshot of " + connector.label(),
          "SET TRANSACTION SNAPSHOT " + Identifier.literal(id));
      return connection;
    } catch (StoreException e) {
      drop(connection);
      throw e;
    }
  }

  void giveBack(Connection connection) {
    idle.add(connection);
    if (isClosed) {
      dropIdle();
    }
  }

  /// Closes a connection whose state is not known.
  static void drop(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // it failed before, which is told; that it does not close well adds nothing
    }
  }

  /// Whether others can still join.
  boolean isAlive() {
    synchronized (first) {
      try {
        return first.isValid(ANSWERS_WITHIN_SECONDS);
      } catch (SQLException e) {
        throw new IllegalStateException("a positive time is refused", e);
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    dropIdle();
    drop(first);
  }

  private void dropIdle() {
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      drop(one);
    }
  }
}
