package dev.migrator.database.postgres;

import java.util.regex.Pattern;

/// Names in SQL.
final class Identifier {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Identifier() {}

  /// In quotes, in ASCII and on one line: what is neither is escaped, so that a statement with it
  /// is the same in every encoding and fits a line (PostgreSQL, 4.1.2.3 "Unicode escapes").
  static String quoted(String name) {
    StringBuilder sql = new StringBuilder("\"");
    boolean[] escaped = new boolean[1];
    name.codePoints()
        .forEach(c -> {
          if (c == '"') {
            sql.append("\"\"");
          } else if (c < ' ' || c >= 0x7F || c == '\\') {
            escaped[0] = true;
            sql.append(c == '\\' ? "\\\\" : "\\+%06X".formatted(c));
          } else {
            sql.appendCodePoint(c);
          }
        });
    if (!escaped[0] && name.indexOf('\\') < 0) {
      return sql.append('"').toString();
    }
    return "U&" + sql.append('"');
  }

  static String quoted(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  /// As `regclass` reads it, which knows no escapes.
  static String regclass(String schema, String name) {
    return "\"" + schema.replace("\"", "\"\"") + "\".\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// As people write it: quoted where SQL would need that.
  static String readable(String schema, String name) {
    return readable(schema) + "." + readable(name);
  }

  static String readable(String name) {
    return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// A text as a literal, in quotes; for names and settings.
  static String literal(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
