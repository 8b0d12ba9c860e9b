package dev.migrator.sandbox.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/// Who runs the server.
enum Account {
  OURSELVES("") {
    @Override
    void own(Path path) {}
  },

  /// In our place when we are root, whom initdb and postgres refuse.
  NOBODY("setpriv --reuid=nobody --regid=65534 --clear-groups --") {
    @Override
    void own(Path path) {
      try {
        UserPrincipal nobody =
            path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(path, nobody);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot give " + path + " to the user nobody, who runs PostgreSQL in place of root", e);
      }
    }
  };

  private final String runner;

  Account(String runner) {
    this.runner = runner;
  }

  static Account current() {
    return new UnixSystem().getUid() == 0 ? NOBODY : OURSELVES;
  }

  /// The words before a command that make it run by this account.
  String runner() {
    return runner;
  }

  abstract void own(Path path);
}
