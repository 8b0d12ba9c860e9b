package dev.migrator.store.s3.http;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Sends requests to one origin, and keeps its connections for the next ones. There are as many
/// connections as requests are under way at a time: callers bound them. Safe for many threads.
public final class HttpClient implements AutoCloseable {
  private final Origin origin;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean isClosed;

  public HttpClient(Origin origin) {
    this.origin = origin;
  }

  /// Returns as soon as the head of the answer is there.
  ///
  /// @throws IOException if there is no whole answer; whether the host took the request is unknown
  ///   then
  public HttpResponse send(HttpRequest request) throws IOException {
    for (Connection kept = kept(); kept != null; kept = kept()) {
      try {
        return kept.exchange(request);
      } catch (StaleConnectionException e) {
        if (!request.isRepeatable()) {
          throw e;
        }
      }
    }
    return Connection.open(origin, this::keep).exchange(request);
  }

  private @Nullable Connection kept() {
    for (Connection last = idle.pollFirst(); last != null; last = idle.pollFirst()) {
      if (last.isFresh()) {
        return last;
      }
      last.close();
    }
    return null;
  }

  private void keep(Connection connection) {
    idle.addFirst(connection);
    if (isClosed) {
      close();
    }
  }

  /// Closes what is idle; a connection in use is closed when its answer was read.
  @Override
  public void close() {
    isClosed = true;
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      one.close();
    }
  }
}
