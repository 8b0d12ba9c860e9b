package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Speaks HTTP on loopback: takes requests apart, has them answered, and misbehaves.
public final class Server implements AutoCloseable {
  private static final int LARGEST_REQUEST = 16 * 1024 * 1024;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Operations operations;
  private final AtomicLong requests = new AtomicLong();
  private volatile Interference interference;

  /// @param body a missing node for none
  private record Answer(int status, JsonNode body) {
    byte[] bytes() {
      return body.isMissingNode() ? new byte[0] : Json.bytes(body);
    }
  }

  private Server(HttpServer http, Settings settings) {
    this.http = http;
    this.operations = new Operations(settings);
    this.interference = settings.interference();
  }

  public static Server start(Settings settings) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
      Server server = new Server(http, settings);
      http.setExecutor(server.threads);
      http.createContext("/", server::serve);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port to be had", e);
    }
  }

  public int port() {
    return http.getAddress().getPort();
  }

  public String region() {
    return Tables.REGION;
  }

  public void follow(Interference other) {
    interference = other;
  }

  /// Requests seen so far.
  public long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
    operations.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (!exchange.getRequestMethod().equals("POST") || target == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (body.length > LARGEST_REQUEST) {
        exchange.sendResponseHeaders(413, -1);
      } else {
        serve(exchange, target, body);
      }
    }
  }

  private void serve(HttpExchange exchange, String target, byte[] body) throws IOException {
    Fault fault = null;
    Answer answer;
    try {
      Fields request = new Fields(Json.parse(body));
      String operation = target.substring(target.indexOf('.') + 1);
      fault = interference.faultOf(operation, request.node(), requests.incrementAndGet());
      if (fault instanceof Fault.Drop) {
        return;
      }
      checkSigned(exchange);
      answer = answer(target, request, fault);
    } catch (Refusal e) {
      answer = refusal(e);
    } catch (RuntimeException e) {
      answer = refusal(Refusal.internal(e));
    }
    send(exchange, answer, fault);
  }

  private Answer answer(String target, Fields request, @Nullable Fault fault) {
    if (fault instanceof Fault.Refuse refuse) {
      throw Refusal.scripted(refuse);
    }
    return new Answer(200, operations.answer(target, request, fault));
  }

  private static Answer refusal(Refusal refusal) {
    return new Answer(
        refusal.status(),
        Json.object().put("__type", refusal.type()).put("message", refusal.message()));
  }

  /// Any signature is a good one.
  private static void checkSigned(HttpExchange exchange) {
    if (!exchange.getRequestHeaders().containsKey("Authorization")) {
      throw Refusal.protocol(
          "MissingAuthenticationTokenException", "Request is missing Authentication Token");
    }
  }

  private static void send(HttpExchange exchange, Answer answer, @Nullable Fault fault)
      throws IOException {
    if (fault instanceof Fault.LoseAnswer) {
      return;
    }
    CRC32 checksum = new CRC32();
    byte[] body = answer.bytes();
    checksum.update(body);
    long said = checksum.getValue() ^ (fault instanceof Fault.WrongChecksum ? 1 : 0);
    String sent = exchange.getRequestHeaders().getFirst("Content-Type");
    exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(said));
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId());
    exchange
        .getResponseHeaders()
        .set("Content-Type", sent == null ? "application/x-amz-json-1.0" : sent);
    int length = body.length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    int part = fault instanceof Fault.CutShort ? length / 2 : length;
    exchange.getResponseBody().write(Arrays.copyOf(body, part));
    exchange.getResponseBody().flush();
  }

  /// Upper-case letters and digits, 52 as in the real one.
  private static String requestId() {
    String digits = (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    return digits.substring(0, 52).toUpperCase(Locale.ROOT);
  }
}
