package dev.migrator.store.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.localstack.LocalStackContainer;

final class LocalStackSourceTest extends S3SourceContract {
  private static LocalStackContainer server;

  @BeforeAll
  static void start() {
    server = LocalStack.start("s3");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  Host host() {
    return new Host(server.getEndpoint(), server.getAccessKey(), server.getSecretKey());
  }

  /// LocalStack takes header values for Latin-1 and hands them out twice encoded.
  @Override
  boolean holdsNonAsciiMetadata() {
    return false;
  }

  /// LocalStack takes no notice of `max-keys` when it lists versions: all come at once.
  @Override
  boolean heedsMaxKeys() {
    return false;
  }
}
