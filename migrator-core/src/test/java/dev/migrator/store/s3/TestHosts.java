package dev.migrator.store.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.store.s3.S3SourceContract.Host;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/// Hosts that run beside the tests: `MIGRATOR_TEST_S3_HOSTS="minio=http://… versitygw=http://…"`.
final class TestHosts {
  private static final String VARIABLE = "MIGRATOR_TEST_S3_HOSTS";

  private TestHosts() {}

  /// Skips the test where the host is not named.
  static Host named(String name) {
    Optional<String> address =
        Arrays.stream(System.getenv().getOrDefault(VARIABLE, "").split("\\s+"))
            .filter(entry -> entry.startsWith(name + "="))
            .map(entry -> entry.substring(name.length() + 1))
            .findFirst();
    assumeTrue(address.isPresent(), () -> VARIABLE + " does not name " + name);
    return new Host(URI.create(address.orElseThrow()), "migrator", "migrator-secret");
  }
}
