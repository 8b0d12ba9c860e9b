package dev.migrator.database.redis;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Stands before a server and cuts connections.
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final int port;
  private final AtomicInteger cuts;
  private final AtomicLong afterBytes;

  /// @param cuts how many connections are cut
  /// @param afterBytes how much a server may say on each of them before
  CuttingProxy(RedisHost host, int cuts, long afterBytes) {
    this.port = host.port();
    this.cuts = new AtomicInteger(cuts);
    this.afterBytes = new AtomicLong(afterBytes);
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  RedisAddress address() {
    return new RedisAddress("127.0.0.1", socket.getLocalPort(), "", null, null, null);
  }

  int cutsLeft() {
    return cuts.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        Socket server = new Socket("127.0.0.1", port);
        Thread.ofVirtual().start(() -> pump(client, server, Long.MAX_VALUE));
        Thread.ofVirtual().start(() -> pump(server, client, afterBytes.get()));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void pump(Socket from, Socket to, long most) {
    long passed = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        passed += size;
        if (passed > most && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          return;
        }
        out.write(buffer, 0, size);
      }
    } catch (IOException e) {
      // the other side has gone
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
