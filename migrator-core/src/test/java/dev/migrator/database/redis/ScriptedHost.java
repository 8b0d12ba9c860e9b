package dev.migrator.database.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A server of one connection that answers as the test says. Knows what it was asked.
final class ScriptedHost implements AutoCloseable {
  private final ServerSocket listening;
  private final Function<Command, byte[]> answers;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /// @param answers to each command, as they go over the wire
  ScriptedHost(Function<Command, byte[]> answers) {
    this.answers = answers;
    try {
      this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    try (Socket socket = listening.accept()) {
      RespInput in = new RespInput(new BufferedInputStream(socket.getInputStream()));
      for (Command one = in.command(); one != null; one = in.command()) {
        asked.add(one.name());
        socket.getOutputStream().write(answers.apply(one));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Connection connect() {
    try {
      return new Connection("double", new Socket("127.0.0.1", listening.getLocalPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Names of the commands, in their order.
  List<String> asked() {
    return asked;
  }

  static byte[] bulk(byte[] bytes) {
    byte[] head = line("$" + bytes.length);
    byte[] all = new byte[head.length + bytes.length + 2];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    return all;
  }

  static byte[] line(String text) {
    return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
