package dev.migrator.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Whether a snapshot has come far enough to be killed: something is committed, and more is sealed.
record HalfWay(Path bundle) {
  private static final int VOLUMES = 12;

  boolean isReached() throws IOException {
    return count("meta/commits", ".json") >= 1 && count("data/media", ".tar.zst") >= VOLUMES;
  }

  private long count(String folder, String ending) throws IOException {
    Path path = bundle.resolve(folder);
    if (!Files.isDirectory(path)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
