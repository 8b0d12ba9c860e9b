package dev.migrator.database.mysql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an object is made, as `SHOW CREATE` has it.
///
/// @param table of a trigger; else empty
/// @param sqlMode under which it was made, and will run
/// @param collation of the connection that made it
/// @param timeZone of an event's schedule; else empty
record Definition(
    Kind kind,
    String name,
    String table,
    String sql,
    String sqlMode,
    String collation,
    String timeZone) {
  private static final String NAME = "`(?:[^`]|``)*`";
  private static final Pattern DEFINER =
      Pattern.compile("^(CREATE (?:ALGORITHM=\\w+ )?)DEFINER=" + NAME + "(?:@" + NAME + ")? ");
  private static final Pattern SEQUENCE_OF =
      Pattern.compile("(?i)\\b(?:nextval|lastval)\\((" + NAME + ")\\.");

  /// A name before a dot, or a text, which holds none.
  private static final Pattern QUALIFIER =
      Pattern.compile("'(?:[^'\\\\]|''|\\\\.)*'|(" + NAME + ")\\.(?=`)|" + NAME);

  enum Kind {
    SEQUENCE,
    TABLE,
    FUNCTION,
    PROCEDURE,
    PACKAGE,
    PACKAGE_BODY,
    VIEW,
    TRIGGER,
    EVENT;

    /// As SQL has it.
    String keyword() {
      return name().replace('_', ' ');
    }

    boolean isRoutine() {
      return switch (this) {
        case FUNCTION, PROCEDURE, PACKAGE, PACKAGE_BODY -> true;
        case SEQUENCE, TABLE, VIEW, TRIGGER, EVENT -> false;
      };
    }
  }

  String quoted() {
    return Identifier.quoted(name);
  }

  /// For people.
  String title() {
    return kind.keyword().toLowerCase(Locale.ROOT) + " " + name;
  }

  /// Whether a table's definition names a constraint.
  ///
  /// @param constraint with the table's name before it
  boolean names(String constraint) {
    return constraint.startsWith(name + ".")
        && sql.contains("CONSTRAINT " + Identifier.quoted(constraint.substring(name.length() + 1)));
  }

  String drop() {
    return "DROP " + kind.keyword() + " IF EXISTS " + quoted();
  }

  /// The statement that makes a view also where one of that name is.
  String replacing() {
    return sql.replaceFirst("^CREATE ", "CREATE OR REPLACE ");
  }

  Definition with(String otherSql) {
    return new Definition(kind, name, table, otherSql, sqlMode, collation, timeZone);
  }

  Definition under(String otherCollation) {
    return new Definition(kind, name, table, sql, sqlMode, otherCollation, timeZone);
  }

  /// The same, owned by whoever makes it.
  Definition withoutDefiner() {
    return with(DEFINER.matcher(sql).replaceFirst("$1"));
  }

  boolean hasDefiner() {
    return DEFINER.matcher(sql).find();
  }

  /// The same for a database of another name, where the server names it in what it shows: with
  /// sequences in defaults, and in views.
  Definition in(String schema, String otherSchema) {
    if (schema.equals(otherSchema)) {
      return this;
    }
    return switch (kind) {
      case TABLE -> renamed(SEQUENCE_OF, schema, otherSchema);
      case VIEW -> renamed(QUALIFIER, schema, otherSchema);
      case SEQUENCE, FUNCTION, PROCEDURE, PACKAGE, PACKAGE_BODY, TRIGGER, EVENT -> this;
    };
  }

  private Definition renamed(Pattern pattern, String schema, String otherSchema) {
    String before = Identifier.quoted(schema);
    String after = Identifier.quoted(otherSchema);
    return with(
        pattern
            .matcher(sql)
            .replaceAll(match ->
                Matcher.quoteReplacement(
                    before.equals(match.group(1))
                        ? match.group().replace(before, after)
                        : match.group())));
  }

  boolean usesSequence() {
    return SEQUENCE_OF.matcher(sql).find();
  }
}
