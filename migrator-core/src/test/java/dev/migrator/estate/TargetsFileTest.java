package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.estate.Targets.Target;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Key;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetsFileTest {
  @TempDir private Path folder;

  @Test
  void theExampleOfTheManualIsRead() throws IOException {
    assertThat(
            read("""
            targets:
              media: { s3: { bucket: new-media, endpoint: "https://s3.other.example", create: true } }
              www:   { files: { path: /srv/restored } }
            """)
                .bySource())
        .containsOnly(
            Map.entry(
                "media",
                new Target(
                    new S3Address(
                        "new-media",
                        null,
                        URI.create("https://s3.other.example"),
                        true,
                        Key.of(""),
                        true,
                        new DefaultCredentials()),
                    Creation.ALLOWED)),
            Map.entry("www", new Target(new FilesAddress("/srv/restored"), Creation.ALLOWED)));
  }

  @Test
  void aBucketIsNotCreatedUnasked() throws IOException {
    assertThat(read("targets: { a: { s3: { bucket: b } } }").bySource().values())
        .extracting(Target::creation)
        .containsExactly(Creation.FORBIDDEN);
  }

  @Test
  void problemsAreToldWithTheirPlace() {
    assertThatThrownBy(() -> read("targets: { a: { s3: { bucket: b, create: 1 }, disk: x } }"))
        .hasMessageContaining(":1:42: bad value \"1\" for \"create\". Allowed: false, true")
        .hasMessageContaining(
            ":1:47: unknown key \"disk\" in \"a\". Allowed: s3, files, postgres, mysql, redis, dynamodb");
    assertThatThrownBy(() -> read("targets: {}")).hasMessageContaining("names no source");
  }

  private Targets read(String yaml) throws IOException {
    return TargetsFile.read(Files.writeString(folder.resolve("targets.yaml"), yaml), Map.of());
  }
}
