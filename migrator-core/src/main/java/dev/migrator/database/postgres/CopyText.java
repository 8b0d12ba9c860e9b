package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values in rows of COPY's text format (PostgreSQL, "COPY", "Text Format").
final class CopyText {
  private static final String ESCAPED = "\\\t\n\r\b\f\u000B";

  private static final String LETTERS = "\\tnrbfv";

  private CopyText() {}

  /// Writes a row.
  ///
  /// @param values at least one, never with U+0000
  static void append(StringBuilder text, List<String> values) {
    for (String value : values) {
      append(text, value);
      text.append('\t');
    }
    text.setCharAt(text.length() - 1, '\n');
  }

  private static void append(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int escape = ESCAPED.indexOf(c);
      if (escape < 0) {
        text.append(c);
      } else {
        text.append('\\').append(LETTERS.charAt(escape));
      }
    }
  }

  /// Reads a row without its end; of a value that is null there is a null.
  static List<@Nullable String> values(byte[] row) {
    List<@Nullable String> values = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= row.length; i++) {
      if (i == row.length || row[i] == '\t') {
        values.add(value(row, from, i));
        from = i + 1;
      }
    }
    return values;
  }

  private static @Nullable String value(byte[] row, int from, int to) {
    if (to - from == 2 && row[from] == '\\' && row[from + 1] == 'N') {
      return null;
    }
    byte[] bytes = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      bytes[length++] = row[i] == '\\' && i + 1 < to ? meant(row[++i]) : row[i];
    }
    return new String(bytes, 0, length, UTF_8);
  }

  private static byte meant(byte letter) {
    int escape = LETTERS.indexOf(letter);
    return escape < 0 ? letter : (byte) ESCAPED.charAt(escape);
  }
}
