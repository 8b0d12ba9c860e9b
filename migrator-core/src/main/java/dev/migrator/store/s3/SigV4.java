package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Sha256;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Signs requests: <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>.
/// Safe for many threads at once.
final class SigV4 {
  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String region;
  private volatile Second second = new Second(Long.MIN_VALUE, "");
  private volatile @Nullable DayKey dayKey;

  SigV4(String region) {
    this.region = region;
  }

  /// Adds to `request` what proves who sends it.
  ///
  /// @param path as it goes over the wire
  /// @param host as it goes over the wire, with the port where it is not the scheme's own
  void sign(S3Request request, String path, String host, AwsCredentials credentials, Instant now) {
    String time = time(now);
    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    request
        .header("host", host)
        .header("x-amz-date", time)
        .header("x-amz-content-sha256", request.payload().sha256());
    if (credentials instanceof AwsSessionCredentials session) {
      request.header("x-amz-security-token", session.sessionToken());
    }
    StringBuilder canonical = new StringBuilder(512);
    canonical.append(request.method()).append('\n').append(path).append('\n');
    canonical.append(request.encodedQuery()).append('\n');
    String names = appendHeaders(canonical, request.headers());
    canonical.append('\n').append(names).append('\n').append(request.payload().sha256());
    String toSign =
        "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical.toString());
    byte[] signature = key(credentials, time.substring(0, 8)).sign(toSign);
    request.header(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + (credentials.accessKeyId() + "/" + scope)
            + (", SignedHeaders=" + names)
            + (", Signature=" + HexFormat.of().formatHex(signature)));
  }

  /// @return the names, joined with `;`
  private static String appendHeaders(StringBuilder canonical, Map<String, String> headers) {
    StringBuilder names = new StringBuilder(96);
    headers.forEach((name, value) -> {
      canonical.append(name).append(':').append(oneSpaced(value)).append('\n');
      names.append(names.isEmpty() ? "" : ";").append(name);
    });
    return names.toString();
  }

  /// As the host sees it: runs of spaces count as one.
  private static String oneSpaced(String value) {
    String stripped = value.strip();
    return stripped.contains("  ") ? SPACES.matcher(stripped).replaceAll(" ") : stripped;
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(UTF_8)).hex();
  }

  /// Formatted once a second.
  private String time(Instant now) {
    Second known = second;
    if (known.epochSecond != now.getEpochSecond()) {
      known = new Second(now.getEpochSecond(), TIME.format(now));
      second = known;
    }
    return known.text;
  }

  /// Changes once a day, and with the credentials.
  private DayKey key(AwsCredentials credentials, String day) {
    DayKey known = dayKey;
    if (known == null || !known.isFor(day, credentials.secretAccessKey())) {
      byte[] secret = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
      byte[] ofRegion = hmac(hmac(secret, day), region);
      Mac mac = mac(hmac(hmac(ofRegion, "s3"), "aws4_request"));
      known = new DayKey(day, credentials.secretAccessKey(), mac);
      dayKey = known;
    }
    return known;
  }

  private static byte[] hmac(byte[] key, String text) {
    return mac(key).doFinal(text.getBytes(UTF_8));
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private record Second(long epochSecond, String text) {}

  /// Not a record: its text must not show the secret.
  private static final class DayKey {
    private final String day;
    private final String secret;

    /// Never used itself, only copied: a copy costs less than a new one.
    private final Mac mac;

    DayKey(String day, String secret, Mac mac) {
      this.day = day;
      this.secret = secret;
      this.mac = mac;
    }

    boolean isFor(String otherDay, String otherSecret) {
      return day.equals(otherDay) && secret.equals(otherSecret);
    }

    byte[] sign(String text) {
      try {
        return ((Mac) mac.clone()).doFinal(text.getBytes(UTF_8));
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the platform's own HmacSHA256 can be copied", e);
      }
    }
  }
}
