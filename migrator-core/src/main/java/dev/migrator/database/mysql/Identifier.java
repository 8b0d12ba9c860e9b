package dev.migrator.database.mysql;

import java.util.regex.Pattern;

/// Names in SQL.
final class Identifier {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Identifier() {}

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /// As people write it: quoted where it holds more than small letters and digits.
  static String readable(String schema, String name) {
    return readable(schema) + "." + readable(name);
  }

  private static String readable(String name) {
    return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// A text as a literal that needs no escapes and is the same in every sql_mode.
  static String literal(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return "_utf8mb4 x'" + java.util.HexFormat.of().formatHex(bytes) + "'";
  }
}
