package dev.migrator.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that do not choose one themselves: below those that the system gives to
/// whoever asks for any, so that nobody takes one between its being found and its being used.
public final class FreePort {
  private static final int FIRST = 11_000;
  private static final int END = 32_000;

  /// Each process begins elsewhere.
  private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

  private FreePort() {}

  /// Another one each time, free on loopback.
  public static synchronized int next() {
    while (true) {
      int port = next;
      next = port + 1 == END ? FIRST : port + 1;
      if (isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }
}
