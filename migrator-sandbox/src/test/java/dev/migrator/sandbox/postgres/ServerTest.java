package dev.migrator.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerTest {
  private final Installation installation = Installation.embedded();
  private final Settings settings = Settings.throwaway();

  @Test
  void triesAnotherPortWhereOneIsTaken() throws Exception {
    try (ServerSocket taken = listen()) {
      int free = freePort();
      Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();
      try (Server server = Server.start(installation, settings, "secret", ports::next)) {
        assertThat(server.port()).isEqualTo(free);
      }
    }
  }

  @Test
  void tellsThatAllPortsAreTaken() throws Exception {
    try (ServerSocket taken = listen()) {
      assertThatThrownBy(() -> Server.start(installation, settings, "secret", taken::getLocalPort))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(
              "does not start on 127.0.0.1:" + taken.getLocalPort(), "could not bind");
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket listen() throws Exception {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }
}
