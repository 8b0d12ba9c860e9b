package dev.migrator.store.files;

import dev.migrator.model.Key;
import org.jspecify.annotations.Nullable;

/// Which keys can be paths of their own below a folder.
final class PlainKey {
  /// Longest component of the usual file systems, in bytes.
  static final int MAX_COMPONENT_BYTES = 255;

  private PlainKey() {}

  /// Says why a key cannot be a path that stays below the root and comes back as it is.
  ///
  /// @return null if it can; one trailing slash is not objected to
  static @Nullable String objection(Key key) {
    byte[] bytes = key.bytes();
    if (bytes.length == 0) {
      return "empty key";
    }
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] == 0) {
        return "NUL byte";
      }
      if (i == bytes.length || bytes[i] == '/') {
        String objection = componentObjection(bytes, start, i - start);
        boolean trailing = start == bytes.length && start > 0;
        if (objection != null && !(trailing && bytes.length > 1)) {
          return objection;
        }
        start = i + 1;
      }
    }
    return null;
  }

  private static @Nullable String componentObjection(byte[] bytes, int start, int length) {
    if (length == 0) {
      return start == 0 ? "leading slash" : "empty component";
    }
    if (bytes[start] == '.' && (length == 1 || (length == 2 && bytes[start + 1] == '.'))) {
      return length == 1 ? "component `.`" : "component `..`";
    }
    return length > MAX_COMPONENT_BYTES ? "component over 255 bytes" : null;
  }

  static boolean isFolderName(Key key) {
    byte[] bytes = key.bytes();
    return bytes.length > 0 && bytes[bytes.length - 1] == '/';
  }
}
