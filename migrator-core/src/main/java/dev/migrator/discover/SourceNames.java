package dev.migrator.discover;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Names for sources: of what is known already, as far as an estate file takes it, and each once.
final class SourceNames {
  private static final int MOST_CHARACTERS = 40;

  private final Set<String> taken = new HashSet<>();

  /// @param kind is put before a name that is taken
  String next(String name, String kind) {
    String plain = fitting(name);
    String wanted = plain.isEmpty() ? kind : plain;
    if (taken.add(wanted)) {
      return wanted;
    }
    String withKind = fitting(kind + "-" + wanted);
    if (taken.add(withKind)) {
      return withKind;
    }
    for (int number = 2; ; number++) {
      String end = "-" + number;
      String numbered =
          withKind.substring(0, Math.min(withKind.length(), MOST_CHARACTERS - end.length())) + end;
      if (taken.add(numbered)) {
        return numbered;
      }
    }
  }

  private static String fitting(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(plain.length(), MOST_CHARACTERS));
    return cut.replaceAll("^-+|-+$", "");
  }
}
