package dev.migrator.database.mysql;

import dev.migrator.error.StoreException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Opens connections whose snapshots are of one instant, without a lock: they are, where the binary
/// log stood still meanwhile. Where it does not stand still, or is not there, one connection has to
/// do.
final class SnapshotOpening implements AutoCloseable {
  private static final int MOST_TRIES = 12;
  private static final long FIRST_WAIT_MILLIS = 5;
  private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT";

  private final Connector connector;
  private final Server server;
  private final List<Connection> connections = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<String> position = Optional.empty();

  SnapshotOpening(Connector connector) {
    this.connector = connector;
    connections.add(connector.open(Connector.Use.WORDS));
    this.server = Server.ask(connections.getFirst());
  }

  Server server() {
    return server;
  }

  /// All connections; each has its transaction.
  List<Connection> connections() {
    return connections;
  }

  List<String> notes() {
    return notes;
  }

  Optional<String> position() {
    return position;
  }

  /// @param readers connections that are wanted
  void open(int readers) {
    Connection first = connections.getFirst();
    if (readers > 1 && Position.current(first, server).isEmpty()) {
      notes.add(
          "one connection copies all: the server does not tell the position of its binary log, so"
              + " several could not be brought to one instant");
      beginAlone();
      return;
    }
    while (connections.size() < readers && connectAnother()) {
      // the next one
    }
    if (!isAligned()) {
      notes.add(
          "one connection copies all: others wrote so much that several could not begin at"
              + " one instant");
      beginAlone();
    }
  }

  /// Fewer than wanted will do.
  private boolean connectAnother() {
    try {
      connections.add(connector.open(Connector.Use.ROWS));
      return true;
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.THROTTLED) {
        throw e;
      }
      notes.add(
          "%d connections copy, the server has no more: %s"
              .formatted(connections.size(), e.getMessage()));
      return false;
    }
  }

  private boolean isAligned() {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      if (tryOut()) {
        return true;
      }
      connections.forEach(one -> Sql.run(one, "ending a snapshot", "ROLLBACK"));
      pause(FIRST_WAIT_MILLIS << Math.min(tries, 6));
    }
    return false;
  }

  private boolean tryOut() {
    Connection first = connections.getFirst();
    String before = Position.current(first, server);
    connections.forEach(SnapshotOpening::begin);
    Set<String> seen = new HashSet<>();
    if (server.isMariaDb()) {
      connections.forEach(one -> seen.add(Position.ofSnapshot(one, server)));
    } else {
      seen.add(before);
      seen.add(Position.current(first, server));
    }
    if (connections.size() > 1 && (seen.size() > 1 || seen.contains(""))) {
      return false;
    }
    position = seen.stream().filter(text -> !text.isEmpty()).findAny().map(this::title);
    return true;
  }

  private String title(String text) {
    return server.isMariaDb() ? Position.title(connections.getFirst(), text) : text;
  }

  private void beginAlone() {
    connections.subList(1, connections.size()).forEach(Sql::drop);
    connections.subList(1, connections.size()).clear();
    begin(connections.getFirst());
    position =
        Optional.of(Position.ofSnapshot(connections.getFirst(), server))
            .filter(text -> !text.isEmpty())
            .map(this::title);
  }

  private static void begin(Connection connection) {
    Sql.run(connection, "beginning a snapshot", BEGIN);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Hands over all connections, ready to read rows.
  Snapshot finish() {
    Instant at =
        Sql.one(
            connections.getFirst(),
            "the time",
            "SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS UNSIGNED)",
            row -> Instant.ofEpochMilli(row.getLong(1)));
    Connector.switchToRows(connections.getFirst());
    Snapshot snapshot = new Snapshot(connections, position, at);
    connections.clear();
    return snapshot;
  }

  @Override
  public void close() {
    connections.forEach(Sql::drop);
  }
}
