package dev.migrator.store.s3;

import dev.migrator.sandbox.S3ProxyHost;
import org.junit.jupiter.api.AfterAll;

final class S3ProxySourceTest extends S3SourceContract {
  private static final S3ProxyHost server = S3ProxyHost.start();

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  Host host() {
    return new Host(server.endpoint(), server.accessKeyId(), server.secretAccessKey());
  }
}
