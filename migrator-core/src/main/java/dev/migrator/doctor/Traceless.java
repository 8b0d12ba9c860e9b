package dev.migrator.doctor;

import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Removes again the folders that a checkup made on the way to its place.
public record Traceless(Path folder, Checkup checkup) implements Checkup {

  @Override
  public String label() {
    return checkup.label();
  }

  @Override
  public void run(Findings findings) {
    List<Path> missing = missing();
    try {
      checkup.run(findings);
    } finally {
      missing.forEach(Traceless::remove);
    }
  }

  /// The deepest first.
  private List<Path> missing() {
    List<Path> missing = new ArrayList<>();
    Path here = folder.toAbsolutePath().normalize();
    while (here != null && !Files.exists(here)) {
      missing.add(here);
      here = here.getParent();
    }
    return missing;
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // somebody else uses it by now
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the empty folder " + folder, e);
    }
  }
}
