package dev.migrator.store.files;

import dev.migrator.model.Key;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Extended attributes as far as the platform hands them out: those of the `user` name space, of
/// files and folders. Names here are whole: `user.colour`.
final class ExtendedAttributes {
  static final String PREFIX = "user.";

  private ExtendedAttributes() {}

  static SortedMap<String, Key> read(Path path) throws IOException {
    SortedMap<String, Key> attributes = new TreeMap<>();
    UserDefinedFileAttributeView view = view(path);
    if (view != null) {
      for (String name : view.list()) {
        attributes.put(PREFIX + name, value(view, name));
      }
    }
    return attributes;
  }

  private static Key value(UserDefinedFileAttributeView view, String name) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(view.size(name));
    view.read(name, buffer);
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return Key.ofBytes(bytes);
  }

  /// @param attributes all of the `user` name space
  static void write(Path path, Map<String, Key> attributes) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    if (view == null) {
      throw new IOException("the platform has no extended attributes");
    }
    for (Map.Entry<String, Key> attribute : attributes.entrySet()) {
      String name = attribute.getKey().substring(PREFIX.length());
      view.write(name, ByteBuffer.wrap(attribute.getValue().bytes()));
    }
  }

  private static @Nullable UserDefinedFileAttributeView view(Path path) {
    return Files.getFileAttributeView(
        path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// Whether the file system that `path` is on has them.
  static boolean areSupported(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
  }
}
