package dev.migrator.database.redis;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.error.StoreException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/// Opens connections to one server.
record Connector(RedisAddress address) {
  private static final int CONNECT_MILLIS = 10_000;

  /// Above the time in which a server that is busy with a slow command answers again.
  private static final int READ_MILLIS = 120_000;

  String label() {
    return address.label();
  }

  /// A connection to the database 0, logged in. The caller closes it.
  Connection open() {
    Socket socket = new Socket();
    boolean isSound = false;
    try {
      InetSocketAddress place = new InetSocketAddress(address.host(), address.port());
      if (place.isUnresolved()) {
        throw new UnknownHostException(address.host());
      }
      socket.connect(place, CONNECT_MILLIS);
      socket.setSoTimeout(CONNECT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      Connection connection = new Connection(label(), encrypted(socket));
      logIn(connection);
      socket.setSoTimeout(READ_MILLIS);
      isSound = true;
      return connection;
    } catch (IOException e) {
      throw Failures.of("connecting to " + label(), e);
    } finally {
      if (!isSound) {
        Connection.close(socket);
      }
    }
  }

  private Socket encrypted(Socket socket) throws IOException {
    return address.tls() == null
        ? socket
        : Tls.wrap(socket, address.host(), address.port(), address.tls().certificates());
  }

  private void logIn(Connection connection) {
    if (address.password() != null) {
      Object secret = address.password().value();
      connection.call(
          address.user().isEmpty()
              ? Command.of("AUTH", secret)
              : Command.of("AUTH", address.user(), secret));
    }
    Reply answer = connection.ask(Command.of("PING"));
    if (answer instanceof Reply.Refusal(String said) && !said.startsWith("NOPERM")) {
      throw failed(said);
    }
  }

  private StoreException failed(String said) {
    return Failures.of("connecting to " + label(), said);
  }
}
