package dev.migrator.estate;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts environment variables in the place of `${NAME}`; `$${` stands for `${` itself.
final class Variables {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)}|\\$\\{");

  private final Map<String, String> environment;
  private final Unset unset;

  /// What a variable is that is not set.
  enum Unset {
    A_PROBLEM,
    LEFT_AS_IT_STANDS
  }

  Variables(Map<String, String> environment, Unset unset) {
    this.environment = environment;
    this.unset = unset;
  }

  Map<String, String> environment() {
    return environment;
  }

  /// @param problem is told what cannot be filled in, which stays as it was
  String fill(String text, Consumer<String> problem) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, problem)));
  }

  private String value(MatchResult found, Consumer<String> problem) {
    if (found.group().equals("$${")) {
      return "${";
    }
    String name = found.group(1);
    if (name == null) {
      problem.accept(
          "\"${\" is not followed by a variable's name and \"}\"; write $${ for ${ itself");
      return found.group();
    }
    String value = environment.get(name);
    if (value == null && unset == Unset.A_PROBLEM) {
      problem.accept("the environment variable " + name + " is not set");
    }
    return value == null ? found.group() : value;
  }
}
