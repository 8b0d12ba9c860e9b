package dev.migrator.store.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds names that a file system takes for another one, because it ignores case or Unicode forms.
final class Twins {
  private final boolean possible;
  private final Set<Path> exact = ConcurrentHashMap.newKeySet();

  /// @param possible whether the file system takes any two names for one
  Twins(boolean possible) {
    this.possible = possible;
  }

  boolean arePossible() {
    return possible;
  }

  /// Whether `path`, or a folder above it below `root`, is there under another name.
  boolean isTwin(Path root, Path path) throws IOException {
    if (!possible) {
      return false;
    }
    Path folder = root;
    for (Path name : root.relativize(path)) {
      Path child = folder.resolve(name);
      if (!exact.contains(child) && Folders.look(child) != null) {
        if (!isExact(folder, name)) {
          return true;
        }
        remember(child, path);
      }
      folder = child;
    }
    return false;
  }

  /// Folders are asked about again and again, files are not.
  private void remember(Path child, Path path) {
    if (!child.equals(path)) {
      exact.add(child);
    }
  }

  /// Whether the folder itself shows that very name.
  static boolean isExact(Path folder, @Nullable Path name) throws IOException {
    if (name == null) {
      return true;
    }
    byte[] wanted = RawPath.bytes(name);
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (Arrays.equals(RawPath.bytes(child.getFileName()), wanted)) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
