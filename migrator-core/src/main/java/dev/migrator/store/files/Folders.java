package dev.migrator.store.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Makes folders below a root, never through a link.
final class Folders {
  private static final String NO_FOLDER = "a folder above it is a file or link";

  private Folders() {}

  /// @param relative null for the root itself
  /// @return why it cannot be made, null if it is there now
  static @Nullable String make(Path root, @Nullable Path relative) throws IOException {
    if (relative == null) {
      return null;
    }
    Path folder = root;
    for (Path name : relative) {
      folder = folder.resolve(name);
      if (!isFolder(folder) && !make(folder)) {
        return NO_FOLDER;
      }
    }
    return null;
  }

  private static boolean make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException _) {
      return isFolder(folder);
    }
  }

  private static boolean isFolder(Path path) throws IOException {
    BasicFileAttributes attributes = look(path);
    return attributes != null && attributes.isDirectory();
  }

  /// Follows no link.
  ///
  /// @return null if there is nothing
  static @Nullable BasicFileAttributes look(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException _) {
      return null;
    }
  }
}
