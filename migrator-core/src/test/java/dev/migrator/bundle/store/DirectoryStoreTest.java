package dev.migrator.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest extends BundleStoreContract {
  @TempDir Path folder;

  @Override
  protected BundleStore open() {
    return new DirectoryStore(folder.resolve("bundle"));
  }

  @Test
  void aPathThatLeadsOutOfTheBundleIsRefused() {
    for (String path : new String[] {"../x", "a/../../x", "/etc/passwd", "", "a/.."}) {
      assertThatThrownBy(() -> store.sizeBytes(path))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSymbolicLinkIsNotFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("bundle"));
    Files.createSymbolicLink(folder.resolve("bundle/link"), secret);

    assertThat(store.sizeBytes("link")).isEmpty();
    assertThatThrownBy(() -> store.read("link", 0, 6)).isInstanceOf(StoreException.class);
  }

  @Test
  void aPlaceThatCannotBeABundleSaysWhy() throws IOException {
    Files.writeString(folder.resolve("bundle"), "a file");

    assertThatThrownBy(() -> store.lease())
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith("bundle: a file is in its place");
  }

  @Test
  void theFreeSpaceIsToldBeforeTheFolderExists() {
    assertThat(store.freeBytes()).hasValueSatisfying(bytes -> assertThat(bytes).isPositive());
    assertThat(folder.resolve("bundle")).doesNotExist();
  }
}
