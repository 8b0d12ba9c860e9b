package dev.migrator.store.s3.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host that answers the n-th request, over whichever connection it comes, with the n-th answer,
/// byte for byte. Each connection is served by a thread of its own.
public final class WireServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final ServerSocket server;
  private final boolean isSecure;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  /// @param connection number of the connection that it came over, from 1
  public record Request(int connection, List<String> head, byte[] body) {}

  /// @param closes whether the connection is closed behind it
  /// @param early whether it is sent when the head of the request is there, its body left unread
  private record Answer(String bytes, boolean closes, boolean early) {}

  private WireServer(ServerSocket server, boolean isSecure) {
    this.server = server;
    this.isSecure = isSecure;
    Thread.ofVirtual().start(this::serve);
  }

  public static WireServer start() {
    try {
      return of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WireServer of(ServerSocket server, boolean isSecure) {
    return new WireServer(server, isSecure);
  }

  public URI uri() {
    String scheme = isSecure ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
  }

  /// @param bytes the whole answer; a character is a byte
  public WireServer answer(String bytes) {
    answers.add(new Answer(bytes, false, false));
    return this;
  }

  public WireServer answerAndClose(String bytes) {
    answers.add(new Answer(bytes, true, false));
    return this;
  }

  public WireServer answerEarlyAndClose(String bytes) {
    answers.add(new Answer(bytes, true, true));
    return this;
  }

  public List<Request> requests() {
    return requests;
  }

  private void serve() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        int number = connections.size();
        Thread.ofVirtual().start(() -> serve(connection, number));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket connection, int number) {
    try (connection) {
      InputStream in = connection.getInputStream();
      for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
        Answer next = answers.peek();
        boolean early = next != null && next.early;
        byte[] body = early ? new byte[0] : in.readNBytes(length(head));
        requests.add(new Request(number, head, body));
        Answer answer = answers.remove();
        OutputStream out = connection.getOutputStream();
        out.write(answer.bytes.getBytes(ISO_8859_1));
        out.flush();
        if (answer.early) {
          connection.shutdownOutput();
          in.transferTo(OutputStream.nullOutputStream()); // else a reset could overtake the answer
        }
        if (answer.closes) {
          return;
        }
      }
    } catch (IOException _) {
      // the client hung up
    }
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    return lines;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private static int length(List<String> head) {
    return head.stream()
        .map(LENGTH::matcher)
        .filter(Matcher::matches)
        .mapToInt(length -> Integer.parseInt(length.group(1)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try (server) {
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
