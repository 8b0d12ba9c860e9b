package dev.migrator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// What `README-RECOVER.txt` of a bundle tells to paste for a database.
public final class RecoveryLines {
  private RecoveryLines() {}

  /// The lines below the database's name, without their indentation.
  public static String of(Path bundle, String source, String kind) {
    String name = "The database %s (%s):".formatted(source, kind);
    try {
      String lines =
          Files.readString(bundle.resolve("README-RECOVER.txt"))
              .lines()
              .dropWhile(line -> !line.equals(name))
              .skip(1)
              .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
              .filter(line -> !line.isEmpty())
              .map(line -> line.substring(4))
              .collect(Collectors.joining("\n"));
      assertThat(lines).as(name).isNotEmpty();
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
