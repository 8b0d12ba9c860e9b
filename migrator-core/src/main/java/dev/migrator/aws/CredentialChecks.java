package dev.migrator.aws;

import dev.migrator.check.Check;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.error.MigratorException;
import dev.migrator.model.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/// Looks which credentials there are, and for how long. Asks no host that is not their source.
public final class CredentialChecks {
  /// What gets new ones soon enough, does so earlier.
  private static final Duration SHORT = Duration.ofHours(1);

  private CredentialChecks() {}

  /// What gets or tries credentials.
  public static Mend mend(Credentials credentials) {
    return credentials instanceof Credentials.ProfileCredentials(String profile)
        ? Mend.Command.of("aws", "sts", "get-caller-identity", "--profile", profile)
        : Mend.Command.of("aws", "sts", "get-caller-identity");
  }

  public static Check of(Credentials credentials, Instant now) {
    try {
      return of(AwsClients.credentials(credentials).resolveCredentials(), credentials, now);
    } catch (SdkException e) {
      MigratorException failure = ClientFailures.of("get credentials", e);
      return Check.failure(
          Topic.CREDENTIALS, String.valueOf(failure.getMessage()), configure(credentials));
    }
  }

  private static Mend configure(Credentials credentials) {
    return credentials instanceof Credentials.ProfileCredentials(String profile)
        ? Mend.Command.of("aws", "configure", "--profile", profile)
        : Mend.Command.of("aws", "configure");
  }

  static Check of(AwsCredentials found, Credentials credentials, Instant now) {
    String key = "access key " + found.accessKeyId();
    Optional<Instant> end = found.expirationTime();
    if (end.isPresent()) {
      return withEnd(key, end.get(), credentials, now);
    }
    return found instanceof AwsSessionCredentials
        ? Check.warning(
            Topic.CREDENTIALS,
            key
                + " of a session, which does not tell when it ends: at most 36 hours after it began",
            mend(credentials))
        : Check.ok(Topic.CREDENTIALS, key + ", without an end");
  }

  private static Check withEnd(String key, Instant end, Credentials credentials, Instant now) {
    Duration left = Duration.between(now, end);
    String seen =
        left.isNegative()
            ? "%s ended at %s".formatted(key, end)
            : "%s until %s, %d h %d min from now, unless it is renewed"
                .formatted(key, end, left.toHours(), left.toMinutesPart());
    if (left.isNegative()) {
      return Check.failure(Topic.CREDENTIALS, seen, mend(credentials));
    }
    return left.compareTo(SHORT) < 0
        ? Check.warning(Topic.CREDENTIALS, seen, mend(credentials))
        : Check.ok(Topic.CREDENTIALS, seen);
  }
}
