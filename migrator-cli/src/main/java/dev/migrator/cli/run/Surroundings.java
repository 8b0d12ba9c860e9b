package dev.migrator.cli.run;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;

/// All that a command has around it: made once for a process, by hand in tests.
///
/// @param program how the user calls this program, for the commands that messages suggest
/// @param version of the program
/// @param stderr in UTF-8
/// @param terminal whether standard error is a terminal that can rewrite a line
public record Surroundings(
    String program,
    String version,
    Map<String, String> environment,
    Verbs verbs,
    Stdout stdout,
    PrintStream stderr,
    Terminal terminal,
    Interruption interruption,
    InstantSource clock) {

  /// What standard error leads to.
  public enum Terminal {
    LIVE,
    NONE
  }
}
