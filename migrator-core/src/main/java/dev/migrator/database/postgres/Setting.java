package dev.migrator.database.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A setting of a role or database, as `pg_db_role_setting` keeps it.
record Setting(String name, String value) {
  /// Those whose values are lists of names (`GUC_LIST_QUOTE` in the server's source).
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  /// @param text as `name=value`
  static Setting of(String text) {
    int equals = text.indexOf('=');
    return new Setting(text.substring(0, equals), text.substring(equals + 1));
  }

  /// `SET name TO value`.
  String sql() {
    String parts =
        LISTS.contains(name)
            ? names().stream().map(Identifier::literal).collect(Collectors.joining(", "))
            : Identifier.literal(value);
    String quoted =
        List.of(name.split("\\.", -1)).stream()
            .map(Identifier::quoted)
            .collect(Collectors.joining("."));
    return "SET %s TO %s".formatted(quoted, parts.isEmpty() ? "''" : parts);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        names.add(name.toString().strip());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString().strip());
    return names;
  }
}
