package dev.migrator.database.postgres;

import java.sql.Connection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Connections that are used again. Safe for many threads at once.
final class Pool implements AutoCloseable {
  private final Connector connector;
  private final String settings;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  /// Used within a connection of the pool.
  interface Use {
    void with(Connection connection);
  }

  Pool(Connector connector) {
    this(connector, "");
  }

  /// @param settings statements that each session begins with
  Pool(Connector connector, String settings) {
    this.connector = connector;
    this.settings = settings;
  }

  /// Runs something with a connection of its own. Where it fails, the connection is not used again.
  void use(Use task) {
    Connection kept = idle.poll();
    Connection connection = kept == null ? connector.open() : kept;
    boolean isSound = false;
    try {
      if (kept == null && !settings.isEmpty()) {
        Sql.run(connection, "setting up a session", settings);
      }
      task.with(connection);
      isSound = true;
    } finally {
      if (isSound) {
        idle.add(connection);
      } else {
        ExportedSnapshot.drop(connection);
      }
    }
  }

  @Override
  public void close() {
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      ExportedSnapshot.drop(one);
    }
  }
}
