package dev.migrator.store.files;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder that is a store. What is opened through it lies in it: no link is followed, also not
/// one that takes a folder's place in the meantime.
final class Tree {
  private final Path root;

  private Tree(Path root) {
    this.root = root;
  }

  /// @param folder may itself be a link to the folder meant
  static Tree at(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (Files.isDirectory(real)) {
        return new Tree(real);
      }
      throw noStore(folder, "not a folder", null);
    } catch (NoSuchFileException e) {
      throw noStore(folder, "it does not exist", e);
    } catch (IOException e) {
      throw FileFailure.of("cannot open the folder " + folder, e);
    }
  }

  private static StoreException noStore(Path folder, String why, @Nullable Exception cause) {
    return new StoreException(
        Reason.NO_SUCH_STORE,
        "cannot use %s as a folder: %s".formatted(folder, why),
        "Check the path.",
        cause);
  }

  Path root() {
    return root;
  }

  /// Where a plain key lies.
  ///
  /// @throws StoreException `NOT_FOUND` if the key can be no path
  Path path(Key key) {
    return root.resolve(relative(key));
  }

  private Path relative(Key key) {
    String objection = PlainKey.objection(key);
    if (objection != null) {
      throw new StoreException(
          Reason.NOT_FOUND,
          "no file in %s can have the key %s: %s".formatted(root, key, objection),
          "List again.",
          null);
    }
    byte[] bytes = key.bytes();
    return RawPath.of(PlainKey.isFolderName(key) ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
  }

  SeekableByteChannel open(Key key) throws IOException {
    Path path = relative(key);
    try (SecureDirectoryStream<Path> folder = openFolder(path.getParent())) {
      return folder.newByteChannel(
          path.getFileName(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }
  }

  /// @param relative null for the root
  private SecureDirectoryStream<Path> openFolder(@Nullable Path relative) throws IOException {
    SecureDirectoryStream<Path> folder = openRoot();
    if (relative == null) {
      return folder;
    }
    for (Path name : relative) {
      try (SecureDirectoryStream<Path> parent = folder) {
        requireFolder(parent, name);
        folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return folder;
  }

  /// Opening a pipe as a folder would wait for a writer, forever.
  private static void requireFolder(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    BasicFileAttributeView view =
        parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!view.readAttributes().isDirectory()) {
      throw new NotDirectoryException(name.toString());
    }
  }

  @SuppressWarnings("StreamResourceLeak") // the caller closes it
  SecureDirectoryStream<Path> openRoot() throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(root);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("this platform cannot open files relative to a folder");
  }

  SecureDirectoryStream<Path> openFolder(Key key) throws IOException {
    return key.length() == 0 ? openRoot() : openFolder(relative(key));
  }
}
