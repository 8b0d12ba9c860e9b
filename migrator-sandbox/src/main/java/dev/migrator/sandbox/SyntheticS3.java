package dev.migrator.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A bucket `synthetic` of any number of tiny objects that are made up when asked for: no memory,
/// no disk. Keys are flat hexadecimal numbers in order; the bytes of an object are its key, over
/// and over as long as it is. Lists and reads only; takes any credentials. May be slow on purpose.
public final class SyntheticS3 extends LoopbackS3 {
  public static final String BUCKET = "synthetic";
  private static final int KEY_BYTES = 16;
  private static final int STRIDE_BYTES = 16 << 10;

  private final long objectCount;
  private final LongUnaryOperator sizeBytes;
  private final Pacer requests;
  private final Pacer bytes;
  private final Duration latency;
  private final LongAdder listRequests = new LongAdder();
  private final LongAdder objectRequests = new LongAdder();

  private SyntheticS3(int port, long objectCount, Limits limits) {
    super(port);
    this.objectCount = objectCount;
    this.sizeBytes = limits.sizeBytes;
    this.requests = new Pacer(limits.requestsPerSecond);
    this.bytes = new Pacer(limits.bytesPerSecond);
    this.latency = limits.latency;
  }

  /// How slow it is, and how large its objects are.
  ///
  /// @param sizeBytes by the number of an object; at least 16
  /// @param requestsPerSecond over all connections; may be infinite
  /// @param bytesPerSecond over all connections; may be infinite
  /// @param latency before each answer
  public record Limits(
      LongUnaryOperator sizeBytes,
      double requestsPerSecond,
      double bytesPerSecond,
      Duration latency) {
    static final Limits NONE = requests(Double.POSITIVE_INFINITY);

    /// Of tiny objects.
    public static Limits requests(double perSecond) {
      return new Limits(_ -> KEY_BYTES, perSecond, Double.POSITIVE_INFINITY, Duration.ZERO);
    }
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

  public static SyntheticS3 start(long objectCount, Limits limits) {
    return startAt(0, objectCount, limits);
  }

  /// @param port 0 for any free one
  public static SyntheticS3 startAt(int port, long objectCount) {
    return startAt(port, objectCount, Limits.NONE);
  }

  private static SyntheticS3 startAt(int port, long objectCount, Limits limits) {
    SyntheticS3 host = new SyntheticS3(port, objectCount, limits);
    host.serve();
    return host;
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
  void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    pause(latency.toNanos() + requests.nanosFor(1));
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

  private void object(HttpExchange exchange, String key) throws IOException {
    objectRequests.increment();
    long index = indexAfter(key) - 1;
    if (index < 0 || !key(index).equals(key)) {
      send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8));
      return;
    }
    exchange.getResponseHeaders().set("ETag", '"' + etag(index) + '"');
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.getResponseHeaders().set("Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    long length = sizeBytes.applyAsLong(index);
    exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
    exchange.sendResponseHeaders(200, head ? -1 : length);
    if (!head) {
      write(exchange.getResponseBody(), key, length);
    }
  }

  private void write(OutputStream out, String key, long length) throws IOException {
    byte[] stride = key.repeat(STRIDE_BYTES / KEY_BYTES).getBytes(UTF_8);
    for (long left = length; left > 0; left -= stride.length) {
      int part = (int) Math.min(left, stride.length);
      pause(bytes.nanosFor(part));
      out.write(stride, 0, part);
    }
  }

  private static void pause(long nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
  }

  /// Gives out a rate: who asks is told how long to wait.
  private static final class Pacer {
    private final double perSecond;
    private long freeAtNanos = System.nanoTime();

    Pacer(double perSecond) {
      this.perSecond = perSecond;
    }

    synchronized long nanosFor(double amount) {
      long now = System.nanoTime();
      freeAtNanos = Math.max(freeAtNanos, now) + Math.round(amount / perSecond * 1e9);
      return freeAtNanos - now;
    }
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
          .append(etag(index))
          .append("&quot;</ETag><Size>")
          .append(sizeBytes.applyAsLong(index))
          .append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
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

  /// The MD5 of the bytes where they are the key alone, as S3 has it; else no hash at all.
  private String etag(long index) {
    if (sizeBytes.applyAsLong(index) != KEY_BYTES) {
      return "v" + index;
    }
    return md5(key(index).getBytes(UTF_8));
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
}
