package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.aws.AwsClients;
import dev.migrator.aws.ClientFailures;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Calls a host by AWS's JSON protocol, without the SDK's models: answers stay as they came, with
/// all that they say, and items cost no objects of the SDK's. Safe for many threads at once.
final class Calls implements AutoCloseable {
  private static final String ELSEWHERE = "us-east-1";

  private final DynamoAddress address;
  private final Waiting waiting;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpClient http = AwsClients.httpClient().build();

  /// How far this machine's clock is behind the host's.
  private volatile Duration clockOffset = Duration.ZERO;

  private volatile String lastDate = "";

  /// @param stillWanted throws where the run is to stop
  Calls(DynamoAddress address, Runnable stillWanted) {
    this.address = address;
    this.waiting = new Waiting(stillWanted);
    this.region = region(address);
    this.credentials = AwsClients.credentials(address.credentials());
  }

  private static Region region(DynamoAddress address) {
    if (address.region() != null) {
      return Region.of(address.region());
    }
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkException e) {
      if (address.endpoint() != null) {
        return Region.of(ELSEWHERE);
      }
      throw new StoreException(
          Reason.NO_SUCH_STORE,
          "the region of %s is not given".formatted(address.label()),
          "Write region: in the file, or set AWS_REGION.",
          e);
    }
  }

  Waiting waiting() {
    return waiting;
  }

  String region() {
    return region.id();
  }

  boolean isAws() {
    return address.endpoint() == null;
  }

  /// By the host's clock, as its last answer told; it should not be old.
  Instant now() {
    return parsed(lastDate).orElseGet(() -> Instant.now().plus(clockOffset));
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty(); // a host need not tell the time
    }
  }

  /// Calls until it works, fails for good, or patience ends.
  ///
  /// @param on the table, for messages
  JsonNode call(Service service, String operation, String on, ObjectNode request) {
    return waiting.ask(() -> once(service, operation, on, request));
  }

  JsonNode call(String operation, String on, ObjectNode request) {
    return call(Service.DYNAMODB, operation, on, request);
  }

  /// For what must not be said twice, or is to fail at once.
  JsonNode once(String operation, String on, ObjectNode request) {
    return once(Service.DYNAMODB, operation, on, request);
  }

  private JsonNode once(Service service, String operation, String on, ObjectNode request) {
    byte[] answer = send(service, operation, on, Json.bytes(request));
    try {
      return Json.MAPPER.readTree(answer);
    } catch (IOException e) {
      throw unreadable(operation, on, e);
    }
  }

  /// @return the answer, whole and sound
  byte[] send(String operation, String on, byte[] request) {
    return send(Service.DYNAMODB, operation, on, request);
  }

  private byte[] send(Service service, String operation, String on, byte[] request) {
    String tried = tried(operation, on);
    try {
      Answer answer = send(service, operation, request);
      if (answer.status / 100 == 2) {
        return answer.sound(tried);
      }
      Refusal refusal = Refusal.of(answer.status, answer.body);
      throw refusal.isOfTheClock() && answer.setClock()
          ? toAnotherTime(tried, refusal)
          : refusal.toFailure(tried, service.permission(operation));
    } catch (IOException e) {
      throw ClientFailures.of(tried, e);
    } catch (SdkException e) {
      throw ClientFailures.of(tried, e);
    }
  }

  /// The next attempt is signed with the host's time.
  private static StoreException toAnotherTime(String tried, Refusal refusal) {
    return new StoreException(
        Reason.UNAVAILABLE,
        ClientFailures.cannot(tried, refusal.toString()),
        "Set this machine's clock: it differs too much from the host's.",
        null);
  }

  private String tried(String operation, String on) {
    String where = address.endpoint() == null ? region.id() : address.endpoint().toString();
    return "%s%s at %s".formatted(operation, on.isEmpty() ? "" : " " + on, where);
  }

  StoreException unreadable(String operation, String on, IOException e) {
    return new StoreException(
        Reason.BAD_BYTES,
        ClientFailures.cannot(tried(operation, on), "the answer is no JSON of DynamoDB's"),
        "Check that the endpoint is DynamoDB, or speaks its protocol.",
        e);
  }

  private Answer send(Service service, String operation, byte[] body) throws IOException {
    ContentStreamProvider payload = ContentStreamProvider.fromByteArrayUnsafe(body);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(uri(service))
            .putHeader("content-type", service.contentType)
            .putHeader("x-amz-target", service.target + "." + operation)
            .putHeader("content-length", Integer.toString(body.length))
            .build();
    SignedRequest signed =
        signer.sign(r ->
            r.identity(credentials.resolveCredentials())
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                .putProperty(
                    HttpSigner.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), clockOffset)));
    HttpExecuteResponse answer =
        http.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(payload)
                    .build())
            .call();
    return read(answer);
  }

  private Answer read(HttpExecuteResponse answer) throws IOException {
    try (InputStream body =
        answer.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
      try {
        return new Answer(answer, body.readAllBytes());
      } catch (IOException e) {
        if (body instanceof AbortableInputStream open) {
          open.abort();
        }
        throw e;
      }
    }
  }

  private URI uri(Service service) {
    if (address.endpoint() != null) {
      return address.endpoint().getRawPath().isEmpty()
          ? address.endpoint().resolve("/")
          : address.endpoint();
    }
    URI host = ServiceMetadata.of(service.signingName).endpointFor(region);
    return URI.create("https://" + host + "/");
  }

  @Override
  public void close() {
    http.close();
  }

  /// What came back.
  private final class Answer {
    private final int status;
    private final HttpExecuteResponse head;
    private final byte[] body;

    Answer(HttpExecuteResponse head, byte[] body) {
      this.status = head.httpResponse().statusCode();
      this.head = head;
      this.body = body;
      lastDate = head.httpResponse().firstMatchingHeader("Date").orElse("");
    }

    byte[] sound(String tried) {
      String promised = head.httpResponse().firstMatchingHeader("x-amz-crc32").orElse("");
      CRC32 crc = new CRC32();
      crc.update(body);
      if (promised.isEmpty() || promised.equals(Long.toString(crc.getValue()))) {
        return body;
      }
      throw new StoreException(
          Reason.BAD_BYTES,
          ClientFailures.cannot(tried, "the answer's checksum is not that of its bytes"),
          "Try again; if it stays so, something between here and the host changes answers.",
          null);
    }

    /// @return whether the host's clock is another than was thought
    boolean setClock() {
      Duration offset =
          parsed(lastDate).map(hosts -> Duration.between(Instant.now(), hosts)).orElse(clockOffset);
      boolean isAnother = offset.minus(clockOffset).abs().compareTo(Duration.ofMinutes(1)) > 0;
      clockOffset = offset;
      return isAnother;
    }
  }
}
