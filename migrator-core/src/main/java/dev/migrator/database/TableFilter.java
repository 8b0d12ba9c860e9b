package dev.migrator.database;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which tables are meant, by patterns over `schema.table`, or `table` where there are no schemas.
/// A part that holds a dot or a capital letter is quoted as in SQL; `*` stands for any characters
/// within a part, `?` for one, quoted or not.
///
/// @param include empty for all
public record TableFilter(List<String> include, List<String> exclude) implements Serializable {
  public static final TableFilter ALL = new TableFilter(List.of(), List.of());

  /// @throws IllegalArgumentException naming the pattern that is none
  public TableFilter {
    include.forEach(TableFilter::parts);
    exclude.forEach(TableFilter::parts);
  }

  /// Whether the rows of a table are wanted.
  public boolean accepts(String schema, String table) {
    return (include.isEmpty() || matchesAny(include, schema, table))
        && !matchesAny(exclude, schema, table);
  }

  /// Whether the rows of a table are wanted.
  ///
  /// @param table as people name it: `schema.table` or `table`, a part quoted where SQL would need
  ///   that; or other words for what is no table
  public boolean accepts(String table) {
    List<String> parts = parts(table);
    return accepts(schema(parts), parts.getLast());
  }

  /// Empty where there is none.
  private static String schema(List<String> parts) {
    return parts.size() == 2 ? parts.getFirst() : "";
  }

  /// For a database whose tables lie in schemas.
  ///
  /// @throws IllegalArgumentException naming the pattern that is none, or names no schema
  public static TableFilter ofSchemas(List<String> include, List<String> exclude) {
    Stream.concat(include.stream(), exclude.stream())
        .filter(pattern -> parts(pattern).size() == 1)
        .findFirst()
        .ifPresent(pattern -> {
          throw new IllegalArgumentException(pattern);
        });
    return new TableFilter(include, exclude);
  }

  private static boolean matchesAny(List<String> patterns, String schema, String table) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, schema, table));
  }

  /// A pattern with a schema is none of what has none, and the other way round.
  private static boolean matches(String pattern, String schema, String table) {
    List<String> parts = parts(pattern);
    return (parts.size() == 2) != schema.isEmpty()
        && glob(schema(parts)).matcher(schema).matches()
        && glob(parts.getLast()).matcher(table).matches();
  }

  /// Schema and table of a pattern, without quotes.
  private static List<String> parts(String pattern) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '"' && quoted && i + 1 < pattern.length() && pattern.charAt(i + 1) == '"') {
        part.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(quoted ? c : Character.toLowerCase(c));
      }
    }
    parts.add(part.toString());
    if (quoted || parts.size() > 2 || parts.contains("")) {
      throw new IllegalArgumentException(pattern);
    }
    return parts;
  }

  private static Pattern glob(String part) {
    StringBuilder regex = new StringBuilder();
    part.codePoints()
        .forEach(c -> {
          switch (c) {
            case '*' -> regex.append(".*");
            case '?' -> regex.append('.');
            default -> regex.append(Pattern.quote(Character.toString(c)));
          }
        });
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
