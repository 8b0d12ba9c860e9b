package dev.migrator.database.mysql;

import java.sql.Connection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// Connections that are used again. Safe for many threads at once.
final class Pool implements AutoCloseable {
  private final Connector connector;
  private final Connector.Use kind;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  Pool(Connector connector, Connector.Use kind) {
    this.connector = connector;
    this.kind = kind;
  }

  /// Runs something with a connection of its own. Where it fails, the connection is not used again.
  <T> T use(Function<Connection, T> task) {
    Connection kept = idle.poll();
    Connection connection = kept == null ? connector.open(kind) : kept;
    boolean isSound = false;
    try {
      T result = task.apply(connection);
      isSound = true;
      return result;
    } finally {
      if (isSound) {
        idle.add(connection);
      } else {
        Sql.drop(connection);
      }
    }
  }

  void run(java.util.function.Consumer<Connection> task) {
    var _ =
        use(connection -> {
          task.accept(connection);
          return true;
        });
  }

  @Override
  public void close() {
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      Sql.drop(one);
    }
  }
}
