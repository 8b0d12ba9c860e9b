package dev.migrator.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A bucket `synthetic` of any number of tiny objects that are made up when asked for: no memory,
/// no disk. Keys are flat hexadecimal numbers in order; the bytes of an object are its key. Lists
/// and reads only; takes any credentials.
public final class SyntheticS3 implements EmbeddedS3 {
  public static final String BUCKET = "synthetic";

  private final HttpServer server;
  private final ExecutorService threads;
  private final long objectCount;
  private final LongAdder listRequests = new LongAdder();
  private final LongAdder objectRequests = new LongAdder();

  private SyntheticS3(HttpServer server, ExecutorService threads, long objectCount) {
    this.server = server;
    this.threads = threads;
    this.objectCount = objectCount;
  }

  /// Runs alone, for measurements: prints the endpoint and serves until standard input ends.
  ///
  /// @param arguments how many objects
  public static void main(String[] arguments) throws IOException {
    try (SyntheticS3 host = start(Long.parseLong(arguments[0]))) {
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8)
          .println(host.endpoint());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  public static SyntheticS3 start(long objectCount) {
    return startAt(0, objectCount);
  }

  /// @param port 0 for any free one
  public static SyntheticS3 startAt(int port, long objectCount) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      SyntheticS3 host = new SyntheticS3(server, threads, objectCount);
      server.setExecutor(threads);
      server.createContext("/", host::answer);
      server.start();
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port to be had", e);
    }
  }

  public static String key(long index) {
    return HexFormat.of().toHexDigits(index * 2_654_435_761L);
  }

  public long listRequests() {
    return listRequests.sum();
  }

  public long objectRequests() {
    return objectRequests.sum();
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public String accessKeyId() {
    return "sandbox";
  }

  @Override
  public String secretAccessKey() {
    return "sandbox-secret";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      boolean isOfBytes = query.keySet().stream().allMatch("x-id"::equals);
      if (path.length() > BUCKET.length() + 2 && isOfBytes) {
        object(exchange, path.substring(BUCKET.length() + 2));
      } else if (query.containsKey("list-type")) {
        list(exchange, query);
      } else if (isOfBytes) {
        send(exchange, 200, new byte[0]);
      } else {
        send(exchange, 501, "<Error><Code>NotImplemented</Code></Error>".getBytes(UTF_8));
      }
    }
  }

  private void object(HttpExchange exchange, String key) throws IOException {
    objectRequests.increment();
    long index = indexAfter(key) - 1;
    if (index < 0 || !key(index).equals(key)) {
      send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
      return;
    }
    exchange.getResponseHeaders().set("ETag", '"' + etag(key) + '"');
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.getResponseHeaders().set("Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT");
    send(exchange, 200, key.getBytes(UTF_8));
  }

  private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
    listRequests.increment();
    String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
    int most = Integer.parseInt(query.getOrDefault("max-keys", "1000"));
    long first = indexAfter(after);
    long end = Math.min(objectCount, first + most);
    StringBuilder xml = new StringBuilder(256 * 1024);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><Name>")
        .append(BUCKET)
        .append("</Name><EncodingType>url</EncodingType><IsTruncated>")
        .append(end < objectCount)
        .append("</IsTruncated><KeyCount>")
        .append(end - first)
        .append("</KeyCount>");
    for (long index = first; index < end; index++) {
      String key = key(index);
      xml.append("<Contents><Key>")
          .append(key)
          .append("</Key><LastModified>2026-11-22T00:00:00.000Z</LastModified><ETag>&quot;")
          .append(etag(key))
          .append("&quot;</ETag><Size>16</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }
    if (end < objectCount) {
      xml.append("<NextContinuationToken>").append(key(end - 1)).append("</NextContinuationToken>");
    }
    send(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
  }

  /// The first index whose key is greater than `key`.
  private long indexAfter(String key) {
    long low = 0;
    long high = objectCount;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (key(middle).compareTo(key) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static String etag(String key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
      }
    }
    return query;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
