package dev.migrator.database.postgres;

import java.util.List;
import java.util.stream.Collectors;

/// Texts of others in messages.
final class Printable {
  private static final int LONGEST = 80;

  private Printable() {}

  /// In quotes and on one line, shortened where it is long; control characters are escaped.
  static String of(String text) {
    String shown =
        text.codePoints()
            .limit(LONGEST)
            .mapToObj(
                c -> Character.isISOControl(c) ? "\\u%04X".formatted(c) : Character.toString(c))
            .collect(Collectors.joining());
    return '"' + shown + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "") + '"';
  }

  /// A key of several values.
  static String of(List<String> key) {
    return key.stream().map(Printable::of).collect(Collectors.joining(", "));
  }
}
