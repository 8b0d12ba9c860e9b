package dev.migrator.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/// A file tree with a closed folder, an empty one, and a link.
final class SampleTree {
  private static final Instant PAST = Instant.parse("2020-01-02T03:04:05.123456Z");

  private SampleTree() {}

  static void create(Path tree) throws IOException {
    Files.createDirectories(tree.resolve("sub/closed"));
    Files.createDirectories(tree.resolve("empty"));
    Files.writeString(tree.resolve("sub/closed/file"), "inside");
    Files.writeString(tree.resolve("top"), "top");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("sub/closed/file"));
    setMode(tree, "r-xr-xr-x");
    Files.setLastModifiedTime(tree.resolve("sub"), FileTime.from(PAST));
  }

  /// So that a test's folder can be removed.
  static void reopen(Path tree) throws IOException {
    setMode(tree, "rwxr-xr-x");
  }

  private static void setMode(Path tree, String mode) throws IOException {
    Files.setPosixFilePermissions(
        tree.resolve("sub/closed"), PosixFilePermissions.fromString(mode));
  }
}
