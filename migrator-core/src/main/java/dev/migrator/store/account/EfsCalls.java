package dev.migrator.store.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.ServiceMetadata;

/// The one call of EFS that is needed, made by hand and signed by the SDK (Amazon EFS,
/// "DescribeFileSystems"). Fails as the SDK's clients do, and like them waits out throttling.
final class EfsCalls {
  /// In signatures and host names.
  static final String SERVICE = "elasticfilesystem";

  private static final String PATH = "/2015-02-01/file-systems";
  private static final int MOST_ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final Place place;

  EfsCalls(Place place) {
    this.place = place;
  }

  /// One page.
  ///
  /// @param marker that the page before gave; empty for the first
  JsonNode fileSystems(String marker) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(marker);
      } catch (AwsServiceException e) {
        if (attempt == MOST_ATTEMPTS || (e.statusCode() != 429 && e.statusCode() < 500)) {
          throw e;
        }
      } catch (SdkClientException e) {
        if (attempt == MOST_ATTEMPTS || e.getCause() instanceof java.net.UnknownHostException) {
          throw e;
        }
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted between two calls of EFS", e);
    }
  }

  private JsonNode once(String marker) {
    SdkHttpRequest request = signed(marker);
    try {
      HttpExecuteResponse answer =
          place.http().prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
      String body = body(answer);
      if (!answer.httpResponse().isSuccessful()) {
        throw refused(answer, Answers.parsed(body));
      }
      return Answers.parsed(body);
    } catch (IOException e) {
      throw SdkClientException.create("EFS does not answer: " + e.getMessage(), e);
    }
  }

  private static String body(HttpExecuteResponse answer) throws IOException {
    try (InputStream body =
        answer.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  private SdkHttpRequest signed(String marker) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(endpoint())
            .encodedPath(PATH)
            .putRawQueryParameter("MaxItems", "100");
    if (!marker.isEmpty()) {
      request.putRawQueryParameter("Marker", marker);
    }
    return AwsV4HttpSigner.create()
        .sign(r ->
            r.identity(place.credentials().resolveCredentials())
                .request(request.build())
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, place.region().id()))
        .request();
  }

  private URI endpoint() {
    return place.address().endpoint() != null
        ? place.address().endpoint()
        : URI.create("https://" + ServiceMetadata.of(SERVICE).endpointFor(place.region()));
  }

  private static AwsServiceException refused(HttpExecuteResponse answer, JsonNode body) {
    String type = answer.httpResponse().firstMatchingHeader("x-amzn-errortype").orElse("");
    String code = body.path("ErrorCode").asText(type.replaceFirst(":.*", ""));
    String message = body.path("Message").asText(body.path("message").asText(""));
    return AwsServiceException.builder()
        .statusCode(answer.httpResponse().statusCode())
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
