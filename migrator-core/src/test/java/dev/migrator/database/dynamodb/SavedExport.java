package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.codec.digest.DigestUtils;

/// The export of the only table in a bundle, read as AWS describes its layout.
record SavedExport(Path bundle) {
  private Path manifest() throws IOException {
    try (Stream<Path> files = Files.walk(bundle)) {
      return files.filter(file -> file.endsWith("manifest-files.json")).findFirst().orElseThrow();
    }
  }

  /// Items in all files that the manifest names; each has the MD5 that is promised.
  long items() throws IOException {
    Path manifest = manifest();
    Path summary = manifest.resolveSibling("manifest-summary.json");
    long items = 0;
    for (String line : Files.readAllLines(manifest)) {
      JsonNode file = Json.MAPPER.readTree(line);
      String key = file.path("dataFileS3Key").asText();
      byte[] stored =
          Files.readAllBytes(manifest.resolveSibling("data").resolve(key.replaceFirst(".*/", "")));
      assertThat(Base64.getEncoder().encodeToString(DigestUtils.md5(stored)))
          .isEqualTo(file.path("md5Checksum").asText());
      long lines = lines(stored);
      assertThat(lines).isEqualTo(file.path("itemCount").asLong());
      items += lines;
    }
    assertThat(Json.MAPPER.readTree(Files.readAllBytes(summary)).path("itemCount").asLong())
        .isEqualTo(items);
    return items;
  }

  private static long lines(byte[] stored) throws IOException {
    try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("{\"Item\":{"))
          .count();
    }
  }

  /// Every file that the host has written is here, byte for byte.
  void assertSameAs(BlobStore bucket) throws IOException {
    Path table = manifest().getParent().getParent().getParent();
    for (BlobStore.Blob blob : bucket.list()) {
      if (blob.name().endsWith(".json") || blob.name().endsWith(".gz")) {
        try (InputStream there = bucket.read(blob.name(), new ByteRange(0, blob.sizeBytes()))) {
          assertThat(Files.readAllBytes(table.resolve(blob.name())))
              .as(blob.name())
              .isEqualTo(there.readAllBytes());
        }
      }
    }
    bucket.close();
  }
}
