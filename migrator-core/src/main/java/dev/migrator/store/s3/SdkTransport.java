package dev.migrator.store.s3;

import dev.migrator.aws.AwsClients;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/// Sends by the SDK's HTTP client, which knows proxies.
final class SdkTransport implements Transport {
  private final SdkHttpClient client = AwsClients.httpClient().build();
  private final URI uri;

  SdkTransport(URI uri) {
    this.uri = uri;
  }

  @Override
  public S3Answer send(String path, S3Request request) throws IOException {
    SdkHttpFullRequest.Builder http =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .protocol(uri.getScheme())
            .host(uri.getHost())
            .encodedPath(path);
    if (uri.getPort() != -1) {
      http.port(uri.getPort());
    }
    request.query().forEach(http::putRawQueryParameter);
    request.headers().forEach(http::putHeader);
    HttpExecuteRequest.Builder call = HttpExecuteRequest.builder();
    if (request.hasBody()) {
      http.putHeader("content-length", Long.toString(request.payload().sizeBytes()));
      call.contentStreamProvider(request.payload()::open);
    }
    HttpExecuteResponse response = client.prepareRequest(call.request(http.build()).build()).call();
    return new Answer(
        response.httpResponse().statusCode(),
        lowerCase(response.httpResponse().headers()),
        new Body(response.responseBody().orElseGet(SdkTransport::empty)));
  }

  private static AbortableInputStream empty() {
    return AbortableInputStream.create(InputStream.nullInputStream());
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }

  @Override
  public void close() {
    client.close();
  }

  private record Answer(int status, Map<String, List<String>> headers, Body body)
      implements S3Answer {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /// Knows whether it was read to its end.
  private static final class Body extends FilterInputStream {
    private final AbortableInputStream body;
    private boolean ended;

    Body(AbortableInputStream body) {
      super(body);
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      int b = body.read();
      ended |= b < 0;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = body.read(buffer, offset, length);
      ended |= count < 0;
      return count;
    }

    @Override
    public void close() throws IOException {
      if (!ended) {
        body.abort();
      }
      body.close();
    }
  }
}
