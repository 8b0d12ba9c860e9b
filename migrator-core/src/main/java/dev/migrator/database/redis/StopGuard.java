package dev.migrator.database.redis;

import dev.migrator.database.PatientCalls;
import dev.migrator.error.InterruptedRunException;
import java.time.Duration;

/// Closes a connection once the run is to stop: nothing else ends a wait for its server at once.
final class StopGuard implements AutoCloseable {
  private static final Duration LOOK_UP = Duration.ofMillis(100);

  private final Thread thread;

  StopGuard(PatientCalls calls, Connection connection) {
    this.thread = Thread.ofVirtual().start(() -> watch(calls, connection));
  }

  private static void watch(PatientCalls calls, Connection connection) {
    try {
      while (true) {
        calls.pause(LOOK_UP);
      }
    } catch (InterruptedRunException e) {
      connection.close();
    }
  }

  /// The connection is not used any more.
  @Override
  public void close() {
    thread.interrupt();
  }
}
