package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

final class S3ClientsTest {
  private final List<Headers> requests = new CopyOnWriteArrayList<>();
  private final HttpServer host = server();
  private byte[] answer = {};
  private int status = 200;

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    host.createContext("/", this::handle);
    host.start();
  }

  @AfterEach
  void stop() {
    host.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestHeaders());
    exchange.getRequestBody().readAllBytes();
    if (answer.length > 0) {
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    }
    exchange.getResponseHeaders().add("Retry-After", "3");
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private S3Address address() {
    return new S3Address(
        "bucket",
        null,
        URI.create("http://127.0.0.1:" + host.getAddress().getPort()),
        true,
        Key.of(""),
        true,
        new StaticCredentials("id", "top-secret", null));
  }

  @Test
  void aRefusalIsNotRetriedHere() {
    status = 503;
    try (S3Client client = S3Clients.open(address())) {
      assertThatThrownBy(() -> S3Failures.call(() -> "list", () -> client.listBuckets()))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.THROTTLED);
                assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(3));
              });
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void compressedBodiesComeAsTheyAre() {
    answer = "not gzip at all".getBytes(UTF_8);
    try (S3Client client = S3Clients.open(address())) {
      assertThat(client.getObjectAsBytes(r -> r.bucket("bucket").key("k")).asByteArray())
          .isEqualTo(answer);
    }
  }

  @Test
  void offAwsBodiesGoOutPlain() {
    try (S3Client client = S3Clients.open(address())) {
      client.putObject(r -> r.bucket("bucket").key("k"), RequestBody.fromString("body"));
    }
    assertThat(requests.getFirst().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("checksum"))
        .doesNotContain("Expect", "X-amz-trailer", "Content-encoding");
  }

  @Test
  void aHostThatIsNotThereIsUnavailable() {
    host.stop(0);
    try (S3Client client = S3Clients.open(address())) {
      assertThatThrownBy(() -> S3Failures.call(() -> "list s3://bucket/", client::listBuckets))
          .hasMessageContaining("could not list s3://bucket/: ")
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }
  }

  @Test
  void noSecretIsInTheAddressText() {
    assertThat(address().toString()).doesNotContain("top-secret");
  }
}
