package dev.migrator.store.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.ServiceMetadata;

/// Calls of a service for which no client of the SDK is at hand, signed by the SDK. They fail as
/// its clients do, and like them wait out throttling.
///
/// @param service in signatures and host names
record SignedCalls(Place place, String service) {
  private static final int MOST_ATTEMPTS = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /// A request without its host.
  SdkHttpRequest.Builder request(SdkHttpMethod method, String path) {
    return SdkHttpRequest.builder().method(method).uri(endpoint()).encodedPath(path);
  }

  private URI endpoint() {
    return place.address().endpoint() != null
        ? place.address().endpoint()
        : URI.create("https://" + ServiceMetadata.of(service).endpointFor(place.region()));
  }

  /// @param payload empty where the method has none
  /// @return the answer, which is JSON
  JsonNode call(SdkHttpRequest.Builder request, String payload) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(request.build(), payload);
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

  /// Calls an operation by the JSON protocol (AWS General Reference, "AWS JSON 1.1").
  ///
  /// @param target of the service, with the operation
  JsonNode call(String target, ObjectNode asked) {
    return call(
        request(SdkHttpMethod.POST, "/")
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", target),
        asked.toString());
  }

  /// As [#call], page by page.
  ///
  /// @param asked gets the token of each next page
  /// @param tokenAsked its name in what is asked
  /// @param tokenTold its name in answers
  void pages(
      String target,
      ObjectNode asked,
      String tokenAsked,
      String tokenTold,
      Consumer<JsonNode> eachPage) {
    String token = "";
    do {
      if (!token.isEmpty()) {
        asked.put(tokenAsked, token);
      }
      JsonNode page = call(target, asked);
      eachPage.accept(page);
      token = page.path(tokenTold).asText("");
    } while (!token.isEmpty());
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted between two calls of " + service, e);
    }
  }

  private JsonNode once(SdkHttpRequest request, String payload) {
    SignedRequest signed = signed(request, payload);
    HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder().request(signed.request());
    signed.payload().ifPresent(execution::contentStreamProvider);
    try {
      HttpExecuteResponse answer = place.http().prepareRequest(execution.build()).call();
      JsonNode body = Answers.parsed(body(answer));
      if (!answer.httpResponse().isSuccessful()) {
        throw refused(answer, body);
      }
      return body;
    } catch (IOException e) {
      throw SdkClientException.create(service + " does not answer: " + e.getMessage(), e);
    }
  }

  private static String body(HttpExecuteResponse answer) throws IOException {
    try (InputStream body =
        answer.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  private SignedRequest signed(SdkHttpRequest request, String payload) {
    return AwsV4HttpSigner.create()
        .sign(r -> {
          r.identity(place.credentials().resolveCredentials())
              .request(request)
              .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
              .putProperty(AwsV4HttpSigner.REGION_NAME, signingRegion());
          if (!payload.isEmpty()) {
            r.payload(ContentStreamProvider.fromUtf8String(payload));
          }
        });
  }

  private String signingRegion() {
    return ServiceMetadata.of(service).signingRegion(place.region()).id();
  }

  private static AwsServiceException refused(HttpExecuteResponse answer, JsonNode body) {
    String type =
        answer
            .httpResponse()
            .firstMatchingHeader("x-amzn-errortype")
            .orElse(body.path("__type").asText().replaceFirst("^.*#", ""));
    String code = body.path("ErrorCode").asText(type.replaceFirst(":.*", ""));
    String message = body.path("Message").asText(body.path("message").asText(""));
    return AwsServiceException.builder()
        .statusCode(answer.httpResponse().statusCode())
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }
}
