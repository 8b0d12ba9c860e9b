package dev.migrator.database.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The PostgreSQL servers that the build has laid out for the tests, one of each major version.
final class PostgresMajors {
  /// Filled by the profile `postgres-majors` of the module.
  private static final Path FOLDER = Path.of("target", "postgres");

  private PostgresMajors() {}

  /// Jars for `PostgresHost.start` by major version.
  static SortedMap<Integer, Path> jars() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      SortedMap<Integer, Path> jars = new TreeMap<>();
      files.forEach(jar -> jars.put(major(jar), jar));
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no PostgreSQL servers in %s: `./mvnw generate-test-resources` puts them there, on Linux on amd64"
              .formatted(FOLDER.toAbsolutePath()),
          e);
    }
  }

  private static int major(Path jar) {
    return Integer.parseInt(jar.getFileName().toString().replace(".jar", ""));
  }
}
