package dev.migrator.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// A tar archive as files, links and folders below a folder; all may read them and run what is to
/// be run, whatever the umask.
final class TarTree {
  private static final int EXECUTABLE = 0100;

  private final Path root;

  TarTree(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  void write(TarArchiveInputStream tar) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = below(root.resolve(entry.getName()), entry);
      folders(path.resolveSibling(""));
      if (entry.isDirectory()) {
        folders(path);
      } else if (entry.isSymbolicLink()) {
        Path target = Path.of(entry.getLinkName());
        below(path.resolveSibling(target), entry);
        Files.createSymbolicLink(path, target);
      } else if (entry.isFile() && !entry.isLink()) {
        Files.copy(tar, path);
        allow(path, (entry.getMode() & EXECUTABLE) == 0 ? "rw-r--r--" : "rwxr-xr-x");
      } else {
        throw new IOException(
            "cannot unpack " + entry.getName() + ": neither a file nor a symbolic link");
      }
    }
  }

  /// Deletes a folder with all below it, where it is there.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Path below(Path path, TarArchiveEntry entry) throws IOException {
    Path plain = path.normalize();
    if (!plain.startsWith(root)) {
      throw new IOException("will not unpack " + entry.getName() + ": it leads out of " + root);
    }
    return plain;
  }

  private void folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      folders(folder.resolveSibling(""));
      Files.createDirectory(folder);
      allow(folder, "rwxr-xr-x");
    }
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
