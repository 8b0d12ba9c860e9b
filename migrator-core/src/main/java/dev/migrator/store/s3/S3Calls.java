package dev.migrator.store.s3;

import dev.migrator.aws.AwsClients;
import dev.migrator.aws.ClientFailures;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/// The calls that are made by the million, on one bucket, signed and sent without the SDK's
/// pipeline, which costs several times as much as the call. Safe for many threads at once.
final class S3Calls implements AutoCloseable {
  private static final int ERROR_MAX_BYTES = 64 << 10;

  private final URI bucketUri;
  private final String host;
  private final AwsCredentialsProvider credentials;
  private final SigV4 signer;
  private final Transport transport;

  /// How far this machine's clock is behind the host's.
  private volatile Duration clockOffset = Duration.ZERO;

  S3Calls(S3Address address, Region region) {
    bucketUri = bucketUri(address, region);
    host = hostOf(bucketUri);
    credentials = AwsClients.credentials(address.credentials());
    signer = new SigV4(region.id());
    transport = Transport.to(bucketUri);
  }

  private static URI bucketUri(S3Address address, Region region) {
    return S3EndpointProvider.defaultProvider()
        .resolveEndpoint(p ->
            p.bucket(address.bucket())
                .region(region)
                .endpoint(address.endpoint() == null ? null : address.endpoint().toString())
                .forcePathStyle(address.pathStyle()))
        .join()
        .endpointUrl()
        .toUri();
  }

  private static String hostOf(URI uri) {
    int own = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getPort() == -1 || uri.getPort() == own
        ? uri.getHost()
        : uri.getHost() + ":" + uri.getPort();
  }

  /// @param tried what for, as an infinitive: `read s3://bucket/key`
  /// @throws dev.migrator.error.MigratorException for every answer other than success
  S3Answer call(S3Request request, Supplier<String> tried) {
    try {
      String path = path(request.key());
      signer.sign(
          request, path, host, credentials.resolveCredentials(), Instant.now().plus(clockOffset));
      S3Answer answer = transport.send(path, request);
      if (answer.status() / 100 == 2) {
        return answer;
      }
      try (answer) {
        throw refusal(answer).toFailure(tried.get(), null);
      }
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    } catch (SdkException e) {
      throw S3Failures.of(tried.get(), e);
    }
  }

  private String path(@Nullable Key key) {
    String bucket = bucketUri.getRawPath();
    if (key == null) {
      return bucket.isEmpty() ? "/" : bucket;
    }
    return (bucket.endsWith("/") ? bucket : bucket + "/") + key.percentEncoded();
  }

  private Refusal refusal(S3Answer answer) throws IOException {
    XmlNode error = XmlNode.parseOrEmpty(answer.body().readNBytes(ERROR_MAX_BYTES));
    Refusal refusal =
        new Refusal(
            answer.status(),
            error.text("Code"),
            error.text("Message"),
            answer.header("x-amz-request-id").orElse(error.text("RequestId")),
            answer.header("retry-after").map(Refusal::retryAfter).orElse(null));
    if (refusal.code().equals("RequestTimeTooSkewed")) {
      answer.header("date").ifPresent(this::adjustClock);
    }
    return refusal;
  }

  private void adjustClock(String date) {
    try {
      Instant hosts = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      clockOffset = Duration.between(Instant.now(), hosts);
    } catch (DateTimeParseException _) {
      // the refusal itself tells of the clock
    }
  }

  /// Reads a whole answer that is known to be small.
  XmlNode xml(S3Request request, Supplier<String> tried) {
    try (S3Answer answer = call(request, tried)) {
      return XmlNode.parse(answer.body().readAllBytes());
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
