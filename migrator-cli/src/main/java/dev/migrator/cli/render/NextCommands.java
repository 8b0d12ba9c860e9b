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

  /// The present command once more, but without some options and their values.
  public String againWithout(String... options) {
    List<String> kept = new ArrayList<>(arguments);
    for (String option : options) {
      kept.removeIf(word -> word.startsWith(option + "="));
      int at = kept.indexOf(option);
      if (at >= 0) {
        kept.subList(at, Math.min(at + 2, kept.size())).clear();
      }
    }
    return line(kept);
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
