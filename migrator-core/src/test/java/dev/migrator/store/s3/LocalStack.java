package dev.migrator.store.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container of its own.
public final class LocalStack {
  private LocalStack() {}

  /// Skips the test where there is no Docker, for which even making the container asks. The caller
  /// stops it.
  public static LocalStackContainer start(String... services) {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "no Docker engine answers: LocalStack is not tested");
    LocalStackContainer container =
        new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
            .withServices(services)
            .withEnv("EAGER_SERVICE_LOADING", "1");
    container.start();
    return container;
  }
}
