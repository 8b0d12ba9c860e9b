package dev.migrator.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The option file of MySQL's and MariaDB's clients, `~/.my.cnf` (MySQL, "Using Option Files").
/// Other files that it includes are not read.
final class MyCnf {
  private static final Set<String> GROUPS =
      Set.of("client", "client-mariadb", "mysql", "mariadb-client");

  private MyCnf() {}

  /// @return options by name, with hyphens; none where there is no such file
  static Map<String, String> read(Map<String, String> environment) {
    String home = environment.get("HOME");
    Path file = Path.of(home == null ? "" : home, ".my.cnf");
    if (home == null || !Files.isReadable(file)) {
      return Map.of();
    }
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  static Map<String, String> parse(List<String> lines) {
    Map<String, String> options = new TreeMap<>();
    boolean isOurs = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("[")) {
        isOurs = GROUPS.contains(text.replaceFirst("^\\[\\s*", "").replaceFirst("\\s*].*$", ""));
      } else if (isOurs && !text.isEmpty() && !"#;!".contains(text.substring(0, 1))) {
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip();
        options.put(
            name.replace('_', '-'), equals < 0 ? "" : value(text.substring(equals + 1).strip()));
      }
    }
    return options;
  }

  /// Quoted, or up to a comment; with the escapes of these files.
  private static String value(String text) {
    boolean isQuoted =
        text.length() > 1
            && (text.startsWith("\"") || text.startsWith("'"))
            && text.indexOf(text.charAt(0), 1) > 0;
    String bare =
        isQuoted
            ? text.substring(1, text.lastIndexOf(text.charAt(0)))
            : text.replaceFirst("\\s+#.*$", "");
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '\\' && i + 1 < bare.length()) {
        i++;
        value.append(escaped(bare.charAt(i)));
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 's' -> " ";
      case '\\', '"', '\'' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }
}
