package dev.migrator.sandbox.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where unpacked programs stay from run to run. Others may read and run them, as the server's
/// account must when we are root, but only we may write.
final class Cache {
  private static final String NAME = "migrator-postgres";

  private Cache() {}

  static Path folder() {
    Path folder = parent().resolve(NAME);
    try {
      Files.createDirectories(folder);
      long owner = ((Number) Files.getAttribute(folder, "unix:uid")).longValue();
      if (owner != new UnixSystem().getUid()) {
        throw new IllegalStateException(
            "will not run programs from " + folder + ": it belongs to the user " + owner);
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no folder to unpack PostgreSQL to: tried %s: %s (XDG_CACHE_HOME can name another parent)"
              .formatted(folder, e),
          e);
    }
  }

  /// Root's own cache is closed to the account that runs the server; this one is open to it, and
  /// nobody but root can put anything there.
  private static Path parent() {
    if (Account.current() == Account.NOBODY) {
      return Path.of("/var/cache");
    }
    String named = System.getenv("XDG_CACHE_HOME");
    return named == null || named.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache")
        : Path.of(named);
  }
}
