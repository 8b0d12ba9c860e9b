package dev.migrator.database.redis;

import dev.migrator.database.DatabaseBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Bundles of Redis servers, called `cache` there.
final class Bundles {
  static final String SOURCE = "cache";

  private Bundles() {}

  static DatabaseBundle in(Path folder) {
    return new DatabaseBundle(folder, SOURCE);
  }

  /// The last commit, as text.
  static String commit(DatabaseBundle bundle) {
    try (Stream<Path> files = Files.list(bundle.folder().resolve("meta/commits"))) {
      return Files.readString(files.sorted().toList().getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
