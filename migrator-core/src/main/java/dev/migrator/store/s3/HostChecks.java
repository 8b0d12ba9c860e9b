package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.aws.CredentialChecks;
import dev.migrator.check.Check;
import dev.migrator.check.Clocks;
import dev.migrator.check.Findings;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.error.MigratorException;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// What every use of a bucket needs: credentials, a host that answers, a clock that agrees.
///
/// @param rights mends what this identity lacks
record HostChecks(S3Address address, Mend rights, Findings findings) {
  private static final String SKEWED = "RequestTimeTooSkewed";

  /// Of the refusals of this host.
  Refused refused() {
    Mend reach =
        address.endpoint() == null
            ? Mend.Command.of("curl", "-sSI", "https://s3.amazonaws.com/")
            : Mend.Command.of("curl", "-sSI", address.endpoint().toString());
    Mend credentials =
        S3Clients.isAws(address)
            ? CredentialChecks.mend(address.credentials())
            : new AwsCli(address).s3api("head-bucket");
    return new Refused(reach, credentials, rights);
  }

  /// @return whether there are any
  boolean credentials() {
    Check check = CredentialChecks.of(address.credentials(), Instant.now());
    findings.add(check);
    return check.level() != Level.FAILURE;
  }

  /// Lists a single key.
  ///
  /// @throws MigratorException if the host refuses or does not answer
  void greet(S3Calls calls) {
    S3Request request = S3Request.get(null).query("list-type", "2").query("max-keys", "1");
    if (address.prefix().length() > 0) {
      request.query("prefix", address.prefix().text());
    }
    Instant asked = Instant.now();
    try (S3Answer answer = calls.call(request, this::tried)) {
      Duration took = Duration.between(asked, Instant.now());
      answer.body().readAllBytes();
      findings.add(Check.ok(Topic.REACHABLE, reached(took)));
      answer.header("date").ifPresent(date -> clock(date, asked.plus(took.dividedBy(2))));
    } catch (IOException e) {
      throw ClientFailures.of(tried(), e);
    }
  }

  private String reached(Duration took) {
    boolean isPlain =
        address.endpoint() != null && "http".equalsIgnoreCase(address.endpoint().getScheme());
    return "answered in %d ms%s".formatted(took.toMillis(), isPlain ? ", without TLS" : " by TLS");
  }

  private String tried() {
    return "list " + address.label();
  }

  private void clock(String date, Instant here) {
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      findings.add(Clocks.ofSigned(there, here));
    } catch (DateTimeParseException e) {
      findings.add(Check.ok(Topic.CLOCK, "the host tells no time: " + date));
    }
  }

  /// Tells of a failure.
  void add(MigratorException failure) {
    String message = String.valueOf(failure.getMessage());
    findings.add(message.contains(SKEWED) ? Clocks.refused(message) : refused().of(failure));
  }
}
