package dev.migrator.database.postgres;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One statement of a script.
///
/// @param step its name in the [Ledger]
record Statement(String step, String sql) {
  private static final int LONGEST_TITLE = 90;
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String NAME = "(?:\"(?:[^\"]|\"\")*\"|[^\\s\".]+)";
  private static final Pattern INDEX =
      Pattern.compile("CREATE (?:UNIQUE )?INDEX .*", Pattern.DOTALL);
  private static final Pattern KEY =
      Pattern.compile(
          "ALTER TABLE (?:ONLY )?%1$s\\.%1$s\\s+ADD CONSTRAINT %1$s (?:PRIMARY KEY|UNIQUE|EXCLUDE)\\b.*"
              .formatted(NAME),
          Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile("(?:SET|SELECT pg_catalog\\.set_config)\\b.*", Pattern.DOTALL);
  private static final Pattern SET_NAME = Pattern.compile("SET (\\w+).*", Pattern.DOTALL);
  private static final Pattern RIGHTS =
      Pattern.compile(
          "(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES|COMMENT ON EXTENSION)\\b.*|ALTER .* OWNER TO [^\n]*",
          Pattern.DOTALL);

  /// Whether it is about the session, and has to be run in each that goes on.
  boolean isSetting() {
    return SETTING.matcher(sql).matches();
  }

  /// What a setting sets; empty for others.
  String settingName() {
    Matcher name = SET_NAME.matcher(sql);
    return name.matches() ? name.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /// Whether it builds an index, on its own or for a key: needs nothing but the rows of one table.
  boolean buildsIndex() {
    return INDEX.matcher(sql).matches() || KEY.matcher(sql).matches();
  }

  /// Whether it is one of our own blocks, which are about what lies around the schema.
  boolean isBlock() {
    return sql.startsWith("DO ");
  }

  /// Whether it says whose something is, or who may use it.
  boolean isOfRights() {
    return RIGHTS.matcher(sql).matches();
  }

  /// Its beginning, in one line, for people.
  String title() {
    String line = SPACES.matcher(sql).replaceAll(" ");
    return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE) + "…";
  }
}
