package dev.migrator.store.s3;

import dev.migrator.aws.AwsClients;
import dev.migrator.store.s3.http.HttpClient;
import dev.migrator.store.s3.http.HttpRequest;
import dev.migrator.store.s3.http.HttpResponse;
import dev.migrator.store.s3.http.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Sends without the layers of a general HTTP client, which cost more than the call itself.
final class SocketTransport implements Transport {
  private final HttpClient client;

  SocketTransport(URI uri) {
    client = new HttpClient(Origin.of(uri, AwsClients.CONNECT_TIMEOUT, AwsClients.SILENCE_TIMEOUT));
  }

  @Override
  public S3Answer send(String path, S3Request request) throws IOException {
    String query = request.encodedQuery();
    return new Answer(
        client.send(
            new HttpRequest(
                request.method(),
                query.isEmpty() ? path : path + "?" + query,
                request.headers(),
                request.hasBody() ? body(request.payload()) : null)));
  }

  private static HttpRequest.Body body(Payload payload) {
    return new HttpRequest.Body(payload.sizeBytes(), payload::open);
  }

  @Override
  public void close() {
    client.close();
  }

  private record Answer(HttpResponse response) implements S3Answer {
    @Override
    public int status() {
      return response.status();
    }

    @Override
    public Map<String, List<String>> headers() {
      return response.headers();
    }

    @Override
    public InputStream body() {
      return response.body();
    }

    @Override
    public void close() throws IOException {
      response.close();
    }
  }
}
