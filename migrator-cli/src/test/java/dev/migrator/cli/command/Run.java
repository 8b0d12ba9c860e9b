package dev.migrator.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.cli.run.Interruption;
import dev.migrator.cli.run.Stdout;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.cli.run.Surroundings.Terminal;
import dev.migrator.cli.run.Verbs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How one command line ended.
record Run(int code, String out, String err) {
  /// For the commands it is always this instant.
  static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

  static Run of(Verbs verbs, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return of(verbs, out, out, arguments);
  }

  /// Of a command that reads a file.
  static Run ofFile(Path folder, String command, String content, String... options)
      throws IOException {
    Path file = folder.resolve("file.yaml");
    Files.writeString(file, content);
    List<String> arguments = new ArrayList<>(List.of(command, file.toString()));
    arguments.addAll(List.of(options));
    return of(new ScriptedVerbs(), arguments.toArray(String[]::new));
  }

  static Run into(OutputStream out, Verbs verbs, String... arguments) {
    return of(verbs, out, new ByteArrayOutputStream(), arguments);
  }

  private static Run of(
      Verbs verbs, OutputStream out, ByteArrayOutputStream kept, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            "./migrator",
            "1.2.3",
            Map.of(),
            verbs,
            new Stdout(out),
            new PrintStream(err, true, UTF_8),
            Terminal.NONE,
            new Interruption(),
            InstantSource.fixed(NOW));
    int code = Application.run(around, arguments);
    return new Run(code, kept.toString(UTF_8), err.toString(UTF_8));
  }
}
