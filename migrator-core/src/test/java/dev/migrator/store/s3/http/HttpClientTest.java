package dev.migrator.store.s3.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the contract of transports leaves open.
final class HttpClientTest {
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final Duration SOON = Duration.ofMillis(300);

  private final WireServer server = WireServer.start();
  private final HttpClient client =
      new HttpClient(Origin.of(server.uri(), Duration.ofSeconds(5), SOON));

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private String send(String method, HttpRequest.@Nullable Body body) throws IOException {
    HttpRequest request = new HttpRequest(method, "/", Map.of("host", "h"), body);
    try (HttpResponse response = client.send(request)) {
      return new String(response.body().readAllBytes(), US_ASCII);
    }
  }

  private String get() throws IOException {
    return send("GET", null);
  }

  private static HttpRequest.Body body(String content) {
    return new HttpRequest.Body(
        content.length(), () -> new ByteArrayInputStream(content.getBytes(US_ASCII)));
  }

  @Test
  void aPutOverAConnectionThatTheHostClosedIsNotSentTwice() throws Exception {
    server.answerAndClose(EMPTY).answer(EMPTY);
    send("PUT", body("one"));
    try {
      send("PUT", body("two"));
    } catch (StaleConnectionException _) {
      // whether the close was noticed before sending is a matter of time
    }
    assertThat(server.requests().stream().filter(r -> new String(r.body(), US_ASCII).equals("two")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aConnectionClosedWhileItWasIdleIsNoticedBeforeAPutIsSent() throws Exception {
    server.answerAndClose(EMPTY).answer(EMPTY);
    send("PUT", body("one"));
    TimeUnit.MILLISECONDS.sleep(600); // longer than a connection is trusted unseen
    send("PUT", body("two"));
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void aConnectionThatWasLongIdleIsUsedAgain() throws Exception {
    server.answer(EMPTY).answer(EMPTY);
    get();
    TimeUnit.MILLISECONDS.sleep(600);
    get();
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsExactly(1, 1);
  }

  @Test
  void moreThanWasAskedForSpoilsTheConnection() throws IOException {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na" + EMPTY).answer(EMPTY);
    assertThat(get()).isEqualTo("a");
    get();
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void aHostThatSaysCloseIsTakenAtItsWord() throws IOException {
    server
        .answer("HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n")
        .answer(EMPTY);
    get();
    get();
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void anAnswerThatOnlyAnnouncesAnotherIsReadOver() throws IOException {
    server.answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    assertThat(get()).isEqualTo("ok");
  }

  @Test
  void aBodyWithoutLengthEndsWithTheConnection() throws IOException {
    server.answerAndClose("HTTP/1.0 200 OK\r\n\r\nall of it");
    assertThat(get()).isEqualTo("all of it");
  }

  @Test
  void silenceIsNotWaitedForWithoutEnd() {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    assertThatThrownBy(this::get).isInstanceOf(SocketTimeoutException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nContent-Length: 2",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: gzip, chunked",
        "no header",
        ": nameless",
        " folded: line"
      })
  void headsThatCannotBeTrustedFail(String line) {
    server.answerAndClose("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\nxx");
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
  }

  @Test
  void aHeadWithoutEndFails() {
    server.answerAndClose("HTTP/1.1 200 OK\r\nx: " + "y".repeat(300_000) + "\r\n\r\n");
    assertThatThrownBy(this::get).isInstanceOf(IOException.class).hasMessageContaining("longer");
  }

  @Test
  void aLineBreakInAHeaderIsRefused() {
    assertThatThrownBy(() -> new HttpRequest("GET", "/", Map.of("a", "b\r\nc: d"), null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
