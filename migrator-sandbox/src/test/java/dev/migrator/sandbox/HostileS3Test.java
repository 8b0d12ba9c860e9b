package dev.migrator.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.sandbox.hostile.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HostileS3Test {
  private final HttpClient client = HttpClient.newHttpClient();
  private final SyntheticS3 host = SyntheticS3.start(3);
  private HostileS3 hostile = HostileS3.before(host);

  @AfterEach
  void close() {
    hostile.close();
    host.close();
    client.close();
  }

  @Test
  void passesOnWhatTheHostSaysWhileItBehaves() throws Exception {
    assertThat(get().body()).isEqualTo(SyntheticS3.key(1).getBytes(UTF_8));
  }

  @Test
  void refusesFromTheScriptedRequestOn() throws Exception {
    hostile.follow(Script.accountGoneFrom(2));

    assertThat(get().statusCode()).isEqualTo(200);
    assertThat(get().statusCode()).isEqualTo(403);
    assertThat(get().statusCode()).isEqualTo(403);
  }

  @Test
  void flipsOneBitAndKeepsTheLength() throws Exception {
    hostile.follow((request, number) -> new Fault.Flip(3));

    assertThat(get().body()).hasSize(16).isNotEqualTo(SyntheticS3.key(1).getBytes(UTF_8));
  }

  @Test
  void shortensAndLengthensWithAnHonestHeader() throws Exception {
    hostile.follow((request, number) -> number == 1 ? new Fault.Shorten(1) : new Fault.Lengthen(1));

    assertThat(get().body()).hasSize(15);
    assertThat(get().body()).hasSize(17);
  }

  @Test
  void breaksOffInTheMiddle() {
    hostile.follow((request, number) -> number == 1 ? new Fault.Cut(4) : new Fault.Reset(4));

    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
  }

  private HttpResponse<byte[]> get() throws IOException, InterruptedException {
    URI object = hostile.endpoint().resolve("/" + SyntheticS3.BUCKET + "/" + SyntheticS3.key(1));
    return client.send(HttpRequest.newBuilder(object).build(), BodyHandlers.ofByteArray());
  }
}
