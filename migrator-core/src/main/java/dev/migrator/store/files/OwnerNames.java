package dev.migrator.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The names of users and groups, each looked up once. Safe for many threads.
final class OwnerNames {
  private final Map<Integer, Optional<String>> users = new ConcurrentHashMap<>();
  private final Map<Integer, Optional<String>> groups = new ConcurrentHashMap<>();

  /// @param path a file of that user
  /// @return null where the user has no name
  @Nullable String user(int uid, Path path) throws IOException {
    return name(users, uid, path, "posix:owner");
  }

  /// @param path a file of that group
  /// @return null where the group has no name
  @Nullable String group(int gid, Path path) throws IOException {
    return name(groups, gid, path, "posix:group");
  }

  private static @Nullable String name(
      Map<Integer, Optional<String>> names, int id, Path path, String attribute)
      throws IOException {
    Optional<String> name = names.get(id);
    if (name == null) {
      Object principal = Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
      name =
          Optional.of(((Principal) principal).getName())
              .filter(text -> !text.equals(Integer.toUnsignedString(id)));
      names.put(id, name);
    }
    return name.orElse(null);
  }
}
