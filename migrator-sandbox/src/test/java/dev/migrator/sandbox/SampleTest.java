package dev.migrator.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.migrator.sandbox.sample.SampleBucket;
import dev.migrator.sandbox.sample.SampleTree;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleTest {

  @Test
  void theEmbeddedHostTakesTheSampleBucket(@TempDir Path folder) {
    try (EmbeddedS3 host = S3MockHost.start(folder.resolve("s3"))) {
      assertThatCode(() -> SampleBucket.fill(host, "media", 20)).doesNotThrowAnyException();
    }
  }

  @Test
  void theFileSystemTakesTheSampleTree(@TempDir Path folder) {
    assertThatCode(() -> SampleTree.fill(folder.resolve("www"))).doesNotThrowAnyException();
  }
}
