package dev.migrator.database.mysql;

import dev.migrator.database.Omission;
import dev.migrator.model.Gap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the server would hide from us: it shows no object for which the account has no right, as if
/// there were none.
final class Privileges {
  private static final Map<String, String> HIDDEN =
      new TreeMap<>(
          Map.of(
              "SELECT", "tables and views",
              "SHOW VIEW", "definitions of views",
              "TRIGGER", "triggers",
              "EVENT", "events"));

  /// `GRANT … ON *.*` or on a whole database.
  private static final Pattern GRANT =
      Pattern.compile("GRANT (.*) ON (\\*|`(?:[^`]|``)*`)\\.\\* TO .*", Pattern.DOTALL);

  private Privileges() {}

  static List<Omission> missing(Connection connection, String schema) {
    Set<String> held = new TreeSet<>();
    for (String grant : Sql.texts(connection, "our rights", "SHOW GRANTS")) {
      Matcher match = GRANT.matcher(grant);
      if (match.matches() && isOn(match.group(2), schema)) {
        held.addAll(List.of(match.group(1).split(", ?", -1)));
      }
    }
    List<Omission> missing = new ArrayList<>();
    if (!held.contains("ALL PRIVILEGES")) {
      HIDDEN.forEach((right, what) -> {
        if (!held.contains(right)) {
          missing.add(
              new Omission(
                  what + " that the account cannot see",
                  Gap.Code.FORBIDDEN,
                  "it has no %s on all of the database; the server does not say whether there are any"
                      .formatted(right)));
        }
      });
    }
    return missing;
  }

  /// @param quoted `*`, or a pattern of names in backquotes
  static boolean isOn(String quoted, String schema) {
    if (quoted.equals("*")) {
      return true;
    }
    String pattern = quoted.substring(1, quoted.length() - 1).replace("``", "`");
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return schema.matches(regex.toString());
  }
}
