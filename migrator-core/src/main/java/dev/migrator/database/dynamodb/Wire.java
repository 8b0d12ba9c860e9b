package dev.migrator.database.dynamodb;

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
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Sends signed requests, and knows the host's time. Safe for many threads at once.
final class Wire implements AutoCloseable {
  private static final String ELSEWHERE = "us-east-1";

  private final DynamoAddress address;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpClient http = AwsClients.httpClient().build();

  /// How far this machine's clock is behind the host's.
  private volatile Duration clockOffset = Duration.ZERO;

  private volatile String lastDate = "";

  Wire(DynamoAddress address) {
    this.address = address;
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

  String region() {
    return region.id();
  }

  /// By the host's clock, as its last answer told; it should not be old.
  Instant now() {
    return parsed(lastDate).orElseGet(() -> Instant.now().plus(clockOffset));
  }

  /// As its last answer told.
  Optional<Instant> hostTime() {
    return parsed(lastDate);
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException _) {
      return Optional.empty(); // a host need not tell the time
    }
  }

  /// From now on requests are signed with the time that an answer told.
  ///
  /// @return whether that is another than was thought
  boolean setClock(Answer answer) {
    Duration offset =
        parsed(answer.date())
            .map(hosts -> Duration.between(Instant.now(), hosts))
            .orElse(clockOffset);
    boolean isAnother = offset.minus(clockOffset).abs().compareTo(Duration.ofMinutes(1)) > 0;
    clockOffset = offset;
    return isAnother;
  }

  Answer send(Service service, String operation, byte[] body) throws IOException {
    ContentStreamProvider payload = ContentStreamProvider.fromByteArrayUnsafe(body);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(uri(service))
            .putHeader("content-type", service.contentType)
            .putHeader("x-amz-target", service.target + "." + operation)
            .putHeader("content-length", Integer.toString(body.length))
            .build();
    HttpExecuteRequest signed =
        HttpExecuteRequest.builder()
            .request(sign(service, request, payload).request())
            .contentStreamProvider(payload)
            .build();
    Answer answer = read(http.prepareRequest(signed).call());
    lastDate = answer.date();
    return answer;
  }

  private SignedRequest sign(
      Service service, SdkHttpRequest request, ContentStreamProvider payload) {
    Clock clock = Clock.offset(Clock.systemUTC(), clockOffset);
    return signer.sign(r ->
        r.identity(credentials.resolveCredentials())
            .request(request)
            .payload(payload)
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName)
            .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
            .putProperty(HttpSigner.SIGNING_CLOCK, clock));
  }

  private static Answer read(HttpExecuteResponse answer) throws IOException {
    try (InputStream body =
        answer.responseBody().map(InputStream.class::cast).orElse(InputStream.nullInputStream())) {
      try {
        return Answer.of(answer.httpResponse(), body.readAllBytes());
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
  ///
  /// @param date as the host tells the time; empty where it does not
  /// @param crc32 that the host promises; empty where it does not
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Answer(int status, String date, String crc32, byte[] body) {
    private static Answer of(SdkHttpResponse head, byte[] body) {
      return new Answer(head.statusCode(), header(head, "Date"), header(head, "x-amz-crc32"), body);
    }

    private static String header(SdkHttpResponse head, String name) {
      return head.firstMatchingHeader(name).orElse("");
    }

    boolean isSuccess() {
      return status / 100 == 2;
    }

    /// The body, if it has the checksum that is promised.
    byte[] sound(String tried) {
      CRC32 crc = new CRC32();
      crc.update(body);
      if (crc32.isEmpty() || crc32.equals(Long.toString(crc.getValue()))) {
        return body;
      }
      throw new StoreException(
          Reason.BAD_BYTES,
          ClientFailures.cannot(tried, "the answer's checksum is not that of its bytes"),
          "Try again; if it stays so, something between here and the host changes answers.",
          null);
    }
  }
}
