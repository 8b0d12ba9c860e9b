package dev.migrator.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GzipPartTest {
  private static final String PATH = "data/shop/cut-000001/shop.t.00001.sql.gz";

  @TempDir private Path folder;

  @Test
  void anyGzipGetsTheContentBack() throws IOException {
    byte[] content = write();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve(PATH)))) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    try (InputStream in = PartContent.open(new DirectoryStore(folder), PATH)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void aFileThatBreaksOffIsDamaged() throws IOException {
    byte[] content = write();
    byte[] stored = Files.readAllBytes(folder.resolve(PATH));
    for (int length : new int[] {5, stored.length / 2, stored.length - 1}) {
      Files.write(folder.resolve(PATH), java.util.Arrays.copyOf(stored, length));
      assertThatThrownBy(
              () -> {
                try (InputStream in = PartContent.open(new DirectoryStore(folder), PATH)) {
                  assertThat(in.readAllBytes()).isEqualTo(content);
                }
              })
          .isInstanceOf(BundleDamagedException.class)
          .hasMessageContaining(PATH);
    }
  }

  @Test
  void theNameOfTheChunkSaysHowItIsStored() {
    assertThat(PartContent.storedName("shop.t.00001.sql.gz")).isEqualTo("shop.t.00001.sql.gz");
    assertThat(PartContent.storedName("tables/t000001.c0001.copy"))
        .isEqualTo("tables/t000001.c0001.copy.zst");
    assertThat(PartContent.chunkOf("shop.t.00001.sql.gz")).isEqualTo("shop.t.00001.sql.gz");
    assertThat(PartContent.chunkOf("tables/t000001.c0001.copy.zst"))
        .isEqualTo("tables/t000001.c0001.copy");
  }

  private byte[] write() {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    java.util.Arrays.fill(content, 0, 100_000, (byte) 'x');
    DirectoryStore store = new DirectoryStore(folder);
    try (PartContent part = PartContent.create(PATH, store.create(PATH))) {
      part.write(content, 0, 200_000);
      part.write(content, 200_000, 100_000);
      assertThat(part.contentBytes()).isEqualTo(content.length);
      Sha256 stored = part.finish();
      assertThat(stored).isNotNull();
      assertThat(part.storedBytes()).isBetween(200_000L, 290_000L);
    }
    return content;
  }
}
