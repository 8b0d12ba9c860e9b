package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.store.s3.S3SourceContract.Host;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/// Puts an empty object with a header of UTF-8, which no HTTP client sends as it is.
final class RawPut {
  private RawPut() {}

  static void put(Host host, String path, String header, String value) throws IOException {
    URI endpoint = host.endpoint();
    S3Request request = S3Request.put(null, Payload.NONE);
    request.header(header, value);
    new SigV4("us-east-1")
        .sign(
            request,
            path,
            endpoint.getAuthority(),
            AwsBasicCredentials.create(host.accessKeyId(), host.secretAccessKey()),
            Instant.now());
    StringBuilder text = new StringBuilder("PUT " + path + " HTTP/1.1\r\n");
    request.headers().forEach((name, v) -> text.append(name + ": " + v + "\r\n"));
    text.append("content-length: 0\r\nconnection: close\r\n\r\n");
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.getOutputStream().write(text.toString().getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 200");
    }
  }
}
