package dev.migrator.database.redis;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// Connections that are used again. Safe for many threads at once.
final class Pool implements AutoCloseable {
  private final Connector connector;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  Pool(Connector connector) {
    this.connector = connector;
  }

  /// Runs something with a connection of its own. Where it fails, the connection is not used again.
  <T> T use(Function<Connection, T> task) {
    Connection kept = idle.poll();
    Connection connection = kept == null ? connector.open() : kept;
    boolean isSound = false;
    try {
      T result = task.apply(connection);
      isSound = true;
      return result;
    } finally {
      if (isSound) {
        idle.add(connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public void close() {
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      one.close();
    }
  }
}
