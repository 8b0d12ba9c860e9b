package dev.migrator.store.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.S3MockHost;
import dev.migrator.sandbox.S3ProxyHost;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.services.s3.S3Client;

/// The S3 hosts that the contracts run over. Each is started once, when first asked for, and lives
/// as long as the tests; one that is not to be had skips the test with the reason.
public enum TestHost {
  S3MOCK {
    @Override
    Running start() {
      return of(S3MockHost.start(temporaryFolder()));
    }
  },
  S3PROXY {
    @Override
    Running start() {
      return of(S3ProxyHost.start());
    }
  },
  MINIO {
    @Override
    Running start() {
      return given("minio");
    }
  },
  VERSITYGW {
    @Override
    Running start() {
      return given("versitygw");
    }
  },
  LOCALSTACK {
    @Override
    @SuppressWarnings("resource") // lives as long as the tests
    Running start() {
      LocalStackContainer container = LocalStack.start("s3");
      Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
      return new Running(
          container.getEndpoint(), container.getAccessKey(), container.getSecretKey());
    }
  };

  private static final String HOSTS = "MIGRATOR_TEST_S3_HOSTS";
  private static final Map<TestHost, Running> RUNNING = new ConcurrentHashMap<>();

  private record Running(URI endpoint, String accessKeyId, String secretAccessKey) {}

  abstract Running start();

  /// A bucket that is not there yet.
  ///
  /// @param purpose begins its name
  public S3Address address(String purpose) {
    Running host = RUNNING.computeIfAbsent(this, TestHost::start);
    return new S3Address(
        purpose + "-" + UUID.randomUUID().toString().substring(0, 13),
        "us-east-1",
        host.endpoint(),
        true,
        Key.of(""),
        true,
        new StaticCredentials(host.accessKeyId(), host.secretAccessKey(), null));
  }

  /// An empty bucket.
  public S3Address bucket(String purpose) {
    S3Address address = address(purpose);
    try (S3Client client = S3Clients.open(address)) {
      client.createBucket(r -> r.bucket(address.bucket()));
    }
    return address;
  }

  private static Running of(EmbeddedS3 host) {
    Runtime.getRuntime().addShutdownHook(new Thread(host::close));
    return new Running(host.endpoint(), host.accessKeyId(), host.secretAccessKey());
  }

  private static Running given(String name) {
    Optional<URI> endpoint =
        Arrays.stream(environment(HOSTS).split("\\s+"))
            .filter(host -> host.startsWith(name + "="))
            .map(host -> URI.create(host.substring(name.length() + 1)))
            .findFirst();
    assumeTrue(endpoint.isPresent(), HOSTS + " names no " + name + ": it is not tested");
    return new Running(endpoint.get(), "migrator", "migrator-secret");
  }

  private static String environment(String name) {
    @Nullable String value = System.getenv(name);
    return value == null ? "" : value;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("s3mock");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
