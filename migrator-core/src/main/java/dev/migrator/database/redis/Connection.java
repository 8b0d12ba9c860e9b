package dev.migrator.database.redis;

import dev.migrator.error.StoreException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// One connection to a server. Commands may be sent many at one time, and their replies read after
/// that in the same order. Not for several threads.
final class Connection implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String label;
  private final Socket socket;
  private final OutputStream out;
  private final RespInput in;
  private long selected;

  Connection(String label, Socket socket) throws IOException {
    this.label = label;
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    this.in = new RespInput(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
  }

  /// Sends a command some time before the next reply is read.
  void send(Command command) {
    command.write(this::write);
  }

  private void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw Failures.of("sending to " + label, e);
    }
  }

  /// The reply to the first command that has none yet. Sends what is not yet sent, so all commands
  /// whose replies are awaited come first.
  Reply receive() {
    try {
      out.flush();
      return in.reply();
    } catch (IOException e) {
      throw Failures.of("reading from " + label, e);
    }
  }

  Reply ask(Command command) {
    send(command);
    return receive();
  }

  /// @throws StoreException if it is refused
  Reply call(Command command) {
    Reply reply = ask(command);
    if (reply instanceof Reply.Refusal(String said)) {
      throw Failures.of(command.name() + " at " + label, said);
    }
    return reply;
  }

  /// Which of the server's databases the next commands are for.
  void select(long database) {
    if (selected != database) {
      call(Command.of("SELECT", database));
      selected = database;
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw Failures.of("sending to " + label, e);
    }
  }

  /// A line of what comes where the server turns to another protocol.
  String line() {
    try {
      return in.line();
    } catch (IOException e) {
      throw Failures.of("reading from " + label, e);
    }
  }

  /// As [#line], for what is no line.
  InputStream stream() {
    return in.stream();
  }

  @Override
  public void close() {
    close(socket);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing more is wanted of it
    }
  }
}
