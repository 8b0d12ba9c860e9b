package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectSourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.io.TempDir;

final class FileSourceContractTest extends ObjectSourceContract {
  @TempDir Path folder;

  @Override
  protected void createStore() throws IOException {
    Files.createDirectory(folder.resolve("tree"));
  }

  @Override
  protected ObjectSource openSource() {
    return new FileSource(folder.resolve("tree"));
  }

  @Override
  protected void put(String key, byte[] content) {
    try {
      Path path = path(key);
      Files.createDirectories(path.getParent());
      Path made = Files.write(Files.createTempFile(folder, "put", ""), content);
      Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void delete(String key) {
    try {
      Files.delete(path(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path path(String key) {
    return folder.resolve("tree").resolve(RawPath.of(Key.of(key).bytes()));
  }

  /// Keys of files are paths.
  @Override
  protected boolean holdsKey(String key) {
    return PlainKey.objection(Key.of(key)) == null && !PlainKey.isFolderName(Key.of(key));
  }

  /// A name is that of a file or of a folder.
  @Override
  protected boolean holdsTogether(String one, String other) {
    return !one.startsWith(other + "/") && !other.startsWith(one + "/");
  }

  /// File systems keep no checksums.
  @Override
  protected boolean provesBytes() {
    return false;
  }
}
