package dev.migrator.cli.run;

/// Text from elsewhere made safe for a terminal.
public final class Visible {
  private Visible() {}

  /// The text with control and format characters, which could move a cursor or turn the direction
  /// of writing, as `\u001B`.
  public static String of(String text) {
    if (text.codePoints().noneMatch(Visible::isDangerous)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (isDangerous(c)) {
            visible.append(String.format("\\u%04X", c));
          } else {
            visible.appendCodePoint(c);
          }
        });
    return visible.toString();
  }

  private static boolean isDangerous(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
