package dev.migrator.sandbox.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.sandbox.EmbeddedS3;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Stands between a client and an S3 host, and misbehaves by a script that may be changed at any
/// time. One request a connection.
public final class HostileS3 implements EmbeddedS3 {
  private final EmbeddedS3 host;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong requests = new AtomicLong();
  private volatile Script script = Script.behave();

  private HostileS3(EmbeddedS3 host, ServerSocket server) {
    this.host = host;
    this.server = server;
  }

  /// The host itself is not closed with this.
  public static HostileS3 before(EmbeddedS3 host) {
    try {
      HostileS3 hostile =
          new HostileS3(host, new ServerSocket(0, 256, InetAddress.getLoopbackAddress()));
      hostile.threads.execute(hostile::accept);
      return hostile;
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port to be had", e);
    }
  }

  public void follow(Script newScript) {
    script = newScript;
  }

  /// Requests seen so far.
  public long requests() {
    return requests.get();
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public String region() {
    return host.region();
  }

  @Override
  public String accessKeyId() {
    return host.accessKeyId();
  }

  @Override
  public String secretAccessKey() {
    return host.secretAccessKey();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("loopback sockets do not close", e);
    }
    threads.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException("cannot accept", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedInputStream in = new BufferedInputStream(client.getInputStream());
      HttpHead head = HttpHead.read(in);
      if (head != null) {
        String[] line = head.firstLine().split(" ", 3);
        Request request = new Request(line[0], line[1], head.headers());
        answer(client, in, head, request, script.faultOf(request, requests.incrementAndGet()));
      }
    } catch (IOException e) {
      // Either side broke off: to the other it looks just like that.
    } finally {
      open.remove(client);
    }
  }

  private void answer(
      Socket client, InputStream in, HttpHead head, Request request, @Nullable Fault fault)
      throws IOException {
    byte[] own = ownAnswer(fault);
    if (own != null) {
      HttpBody.of(head, in).drain();
      client.getOutputStream().write(own);
      return;
    }
    URI endpoint = host.endpoint();
    try (Socket upstream = new Socket(endpoint.getHost(), endpoint.getPort())) {
      forward(head, in, upstream.getOutputStream());
      InputStream from = new BufferedInputStream(upstream.getInputStream());
      HttpHead answer = HttpHead.read(from);
      while (answer != null && answer.status() == 100) {
        answer = HttpHead.read(from);
      }
      if (answer != null) {
        boolean hasBody =
            !request.method().equals("HEAD") && answer.status() != 204 && answer.status() != 304;
        HttpBody body = hasBody ? HttpBody.of(answer, from) : HttpBody.none();
        new Misbehaviour(client, answer, body).perform(fault);
      }
    }
  }

  private static void forward(HttpHead head, InputStream in, OutputStream upstream)
      throws IOException {
    HttpBody body = HttpBody.of(head, in);
    head.set("Connection", "close");
    head.remove("Expect");
    upstream.write(head.bytes());
    body.copyRaw(upstream);
    upstream.flush();
  }

  private static byte @Nullable [] ownAnswer(@Nullable Fault fault) {
    return switch (fault) {
      case Fault.Refuse refuse ->
          document(
              refuse.status(),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                  .formatted(refuse.code(), refuse.message()));
      case Fault.Answer answer -> document(200, answer.xml());
      case null -> null;
      case Fault.Reset _,
          Fault.Cut _,
          Fault.Stall _,
          Fault.Flip _,
          Fault.Shorten _,
          Fault.Lengthen _,
          Fault.Header _,
          Fault.LoseAnswer _ ->
          null;
    };
  }

  private static byte[] document(int status, String xml) {
    return "HTTP/1.1 %d Scripted\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, xml.getBytes(UTF_8).length, xml)
        .getBytes(UTF_8);
  }
}
