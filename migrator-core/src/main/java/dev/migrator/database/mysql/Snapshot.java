package dev.migrator.database.mysql;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/// Connections that see a database as it was at one instant. Each holds its view by itself, and
/// none can join later: losing one costs its share of the work, losing all ends it. Safe for many
/// threads at once.
final class Snapshot implements AutoCloseable {
  private static final int ANSWERS_WITHIN_SECONDS = 10;

  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Optional<String> position;
  private final Instant at;
  private int alive;
  private boolean isClosed;

  /// @param position in the binary log; empty where the server tells none
  /// @param at by the server's clock
  Snapshot(Collection<Connection> connections, Optional<String> position, Instant at) {
    this.idle.addAll(connections);
    this.alive = connections.size();
    this.position = position;
    this.at = at;
  }

  Optional<String> position() {
    return position;
  }

  Instant at() {
    return at;
  }

  /// Waits until a connection is free. The caller gives it back, or loses it.
  synchronized Connection borrow() {
    while (idle.isEmpty()) {
      if (alive == 0 || isClosed) {
        throw gone();
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw gone();
      }
    }
    return idle.pop();
  }

  private static StoreException gone() {
    return new StoreException(
        Reason.UNAVAILABLE,
        "no connection that sees the snapshot is left",
        "Check that the server runs and can be reached, then run it again.",
        null);
  }

  synchronized void giveBack(Connection connection) {
    if (isClosed) {
      Sql.drop(connection);
    } else {
      idle.push(connection);
      notifyAll();
    }
  }

  /// A connection failed; the others go on.
  void lose(Connection connection) {
    Sql.drop(connection);
    synchronized (this) {
      alive--;
      notifyAll();
    }
  }

  /// Whether any is left. Those that wait for work are asked.
  synchronized boolean isAlive() {
    for (Connection connection : idle.toArray(Connection[]::new)) {
      if (!answers(connection)) {
        idle.remove(connection);
        lose(connection);
      }
    }
    return alive > 0 && !isClosed;
  }

  private static boolean answers(Connection connection) {
    try {
      return connection.isValid(ANSWERS_WITHIN_SECONDS);
    } catch (SQLException e) {
      return false; // which is what is asked for
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    idle.forEach(Sql::drop);
    idle.clear();
    notifyAll();
  }
}
