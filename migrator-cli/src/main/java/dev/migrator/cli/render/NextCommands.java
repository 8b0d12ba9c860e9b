package dev.migrator.cli.render;

import java.util.ArrayList;
import java.util.List;

/// Commands to suggest, such that they can be typed as they stand.
///
/// @param program how the user calls this program
/// @param arguments of the present run
public record NextCommands(String program, List<String> arguments) {

  /// The present command once more.
  public String again() {
    return line(arguments);
  }

  public String with(String... words) {
    return line(List.of(words));
  }

  private String line(List<String> words) {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(words);
    return Shell.line(all);
  }
}
