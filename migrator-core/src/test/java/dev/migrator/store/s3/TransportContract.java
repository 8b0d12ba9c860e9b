package dev.migrator.store.s3;

import static dev.migrator.store.Powers.need;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.model.Key;
import dev.migrator.store.s3.http.WireServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Transport] must do, seen on the wire.
@SuppressWarnings("NullAway.Init") // open() comes first
abstract class TransportContract {
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final WireServer server = WireServer.start();
  private Transport transport;

  abstract Transport open(URI uri);

  /// Whether empty components of a path stay as they are.
  boolean keepsEmptyComponents() {
    return true;
  }

  /// Whether a GET is sent anew when the host turns out to have closed a kept connection; else the
  /// caller does that.
  boolean sendsAnew() {
    return true;
  }

  @BeforeEach
  final void open() {
    transport = open(server.uri());
  }

  @AfterEach
  final void close() {
    transport.close();
    server.close();
  }

  private S3Answer get(String path) throws IOException {
    return transport.send(path, S3Request.get(null).header("host", "127.0.0.1"));
  }

  private S3Answer put(Payload payload) throws IOException {
    return transport.send("/key", S3Request.put(Key.of("key"), payload).header("host", "h"));
  }

  private static String read(S3Answer answer) throws IOException {
    try (answer) {
      return new String(answer.body().readAllBytes(), UTF_8);
    }
  }

  @Test
  void pathQueryAndHeadersGoOverTheWireAsTheyAre() throws IOException {
    server.answer(EMPTY);
    S3Request request =
        S3Request.get(Key.of("k"))
            .header("host", "127.0.0.1")
            .header("x-amz-test", "a  b")
            .query("prefix", "a b/+&")
            .query("acl", "");
    String path = keepsEmptyComponents() ? "/bucket/../a//b/%2E" : "/bucket/../a/b/%2E";
    read(transport.send(path, request));
    assertThat(server.requests().getFirst().head())
        .anyMatch("x-amz-test: a  b"::equalsIgnoreCase)
        .anyMatch("host: 127.0.0.1"::equalsIgnoreCase)
        .first()
        .asString()
        .startsWith("GET " + path + "?acl")
        .contains("prefix=a%20b%2F%2B%26")
        .endsWith(" HTTP/1.1");
  }

  @Test
  void statusHeadersAndBodyComeBack() throws IOException {
    server.answer(
        "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nX-Amz-Meta-Drink: caf\u00C3\u00A9\r\n"
            + "x-two: one\r\nX-Two: other\r\nETag:   \"abc\"  \r\n\r\ngone");
    S3Answer answer = get("/");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("etag")).contains("\"abc\"");
    assertThat(answer.headers().get("x-two")).containsExactly("one", "other");
    assertThat(answer.header("x-amz-meta-drink")).contains("caf\u00C3\u00A9");
    assertThat(read(answer)).isEqualTo("gone");
  }

  @Test
  void aConnectionServesOneRequestAfterAnother() throws IOException {
    for (int i = 0; i < 3; i++) {
      server.answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<" + i + ">");
      assertThat(read(get("/"))).isEqualTo("<" + i + ">");
    }
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsOnly(1);
  }

  @Test
  void chunksAreJoined() throws IOException {
    server
        .answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\nA;name=x\r\n0123456789\r\n0\r\nx-trailer: t\r\n\r\n")
        .answer(EMPTY);
    assertThat(read(get("/"))).isEqualTo("abc0123456789");
    read(get("/"));
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsOnly(1);
  }

  @Test
  void theAnswerToAHeadHasNoBodyWhateverItsLength() throws IOException {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").answer(EMPTY);
    S3Request head = S3Request.head(Key.of("k")).header("host", "127.0.0.1");
    S3Answer answer = transport.send("/k", head);
    assertThat(answer.header("content-length")).contains("1000");
    assertThat(read(answer)).isEmpty();
    read(get("/"));
  }

  @Test
  void aBodyThatIsCutFails() throws IOException {
    server.answerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    assertThatThrownBy(() -> read(get("/"))).isInstanceOf(IOException.class);
    server.answerAndClose("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
    assertThatThrownBy(() -> read(get("/"))).isInstanceOf(IOException.class);
  }

  @Test
  void aGetOverAConnectionThatTheHostClosedMeanwhileIsSentAnew() throws IOException {
    need(sendsAnew(), "the caller sends it anew");
    server.answerAndClose(EMPTY).answer(EMPTY);
    read(get("/first"));
    read(get("/second"));
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void aBodyGivenUpDropsItsConnection() throws IOException {
    server.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nunread...").answer(EMPTY);
    get("/").close();
    read(get("/"));
    assertThat(server.requests()).extracting(WireServer.Request::connection).containsExactly(1, 2);
  }

  @Test
  void bodiesOfAnyLengthAreSentWhole() throws IOException {
    for (int sizeBytes : new int[] {0, 1, 65_535, 65_536, 200_000}) {
      byte[] content = new byte[sizeBytes];
      for (int i = 0; i < sizeBytes; i++) {
        content[i] = (byte) (i * 7);
      }
      server.answer(EMPTY);
      read(put(Payload.of(content, sizeBytes)));
      assertThat(server.requests().getLast().body()).as(sizeBytes + " bytes").isEqualTo(content);
    }
  }

  @Test
  void aRefusalSentBeforeTheBodyWasReadIsTold() throws IOException {
    server.answerEarlyAndClose(
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\nConnection: close\r\n\r\nno way");
    Payload large = Payload.of(4 << 20, Payload.UNSIGNED, TransportContract::zeros);
    try (S3Answer answer = put(large)) {
      assertThat(answer.status()).isEqualTo(403);
    }
  }

  private static InputStream zeros() {
    return new InputStream() {
      @Override
      public int read() {
        return 0;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return length;
      }
    };
  }

  @Test
  void contentThatEndsEarlyFailsTheCall() {
    server.answer(EMPTY);
    byte[] content = "short".getBytes(US_ASCII);
    Payload lying = Payload.of(100, Payload.UNSIGNED, () -> new ByteArrayInputStream(content));
    assertThatThrownBy(() -> put(lying).close())
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(IOException.class),
            e -> assertThat(e).isInstanceOf(RuntimeException.class));
  }

  @Test
  void whatIsNoHttpFails() {
    server.answerAndClose("SSH-2.0-OpenSSH\r\n\r\n");
    assertThatThrownBy(() -> read(get("/"))).isInstanceOf(IOException.class);
  }
}
