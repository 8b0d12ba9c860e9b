package dev.migrator.cli.option;

import dev.migrator.discover.Discovery;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The files that tell what an account holds.
///
/// @param lockInPage for people
/// @param lockInJson for programs
public record ReportFiles(Path estate, Path lockInPage, Path lockInJson) {

  /// `NAME.yaml`, `NAME.lock-in.md`, `NAME.lock-in.json`
  ///
  /// @throws UsageException if the estate file's name is not that of one
  public static ReportFiles beside(Path estate) {
    String name = String.valueOf(estate.getFileName());
    if (!name.matches(".+\\.ya?ml")) {
      throw new UsageException(
          estate + " is no name for an estate file", "Choose a name that ends in .yaml.");
    }
    String stem = name.substring(0, name.lastIndexOf('.'));
    return new ReportFiles(
        estate,
        estate.resolveSibling(stem + ".lock-in.md"),
        estate.resolveSibling(stem + ".lock-in.json"));
  }

  public List<Path> paths() {
    return List.of(estate, lockInPage, lockInJson);
  }

  /// @throws UsageException if one of them is there, or the folder is not: people may have worked
  ///   on it
  public void requireNone() {
    for (Path file : paths()) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new UsageException(
            file + " is there already", "Move it away, or choose another name with -o.");
      }
    }
    Path folder = estate.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new UsageException(
          "the folder of " + estate + " is not there, or may not be written", "Choose another.");
    }
  }

  public void write(Discovery discovery) {
    try {
      Files.writeString(lockInPage, discovery.lockInPage(), StandardOpenOption.CREATE_NEW);
      Files.writeString(lockInJson, discovery.lockInJson(), StandardOpenOption.CREATE_NEW);
      Files.writeString(estate, discovery.estateText(), StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new StoreException(
          Reason.REJECTED,
          "could not write the files beside %s: %s".formatted(estate, e),
          "See that there is room, remove what was written of them, and run again.",
          e);
    }
  }
}
