package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Document;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.Withheld;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The schema as `pg_dump` writes it, in two scripts: what comes before the rows and what after.
/// What would call out or hand out a secret is taken out or disabled.
final class SchemaDump {
  static final String PRE = "pre.sql";
  static final String POST = "post.sql";

  private static final List<String> ARGUMENTS =
      List.of(
          "--schema-only",
          "--no-password",
          "--encoding=UTF8",
          "--quote-all-identifiers",
          "--no-subscriptions",
          "--lock-wait-timeout=30s");

  private final PgDump program;
  private final Map<String, String> environment;
  private final List<String> arguments;
  private final PatientCalls calls;

  /// @param unreadable tables that may not even be looked at
  SchemaDump(
      PgDump program,
      Map<String, String> environment,
      String snapshot,
      List<Tables.Found> unreadable,
      PatientCalls calls) {
    this.program = program;
    this.environment = environment;
    this.calls = calls;
    this.arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("--snapshot=" + snapshot);
    unreadable.forEach(table ->
        arguments.add("--exclude-table=" + Identifier.regclass(table.schema(), table.name())));
  }

  Document pre() {
    return new Document(PRE, harmless(section("pre-data")).getBytes(UTF_8));
  }

  Document post() {
    return new Document(POST, harmless(section("post-data")).getBytes(UTF_8));
  }

  private String section(String name) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--section=" + name);
    return program.run(all, environment, calls);
  }

  private static String harmless(String script) {
    StringBuilder text = new StringBuilder();
    for (String statement : SqlScript.statements(script)) {
      text.append(harmlessStatement(statement)).append(";\n\n");
    }
    return text.toString();
  }

  private static String harmlessStatement(String statement) {
    String start =
        statement.substring(0, Math.min(40, statement.length())).toUpperCase(Locale.ROOT);
    if (start.startsWith("CREATE USER MAPPING")) {
      return withoutOptions(statement);
    }
    if (start.startsWith("CREATE EVENT TRIGGER")) {
      return statement + ";\n" + disabled(statement);
    }
    return start.startsWith("ALTER EVENT TRIGGER") && !statement.contains(" OWNER TO ")
        ? "-- left disabled" // its text stays a comment: no statement of the script
        : statement;
  }

  private static String withoutOptions(String statement) {
    int options = statement.toUpperCase(Locale.ROOT).indexOf(" OPTIONS");
    int lines = statement.indexOf('\n');
    int end = options < 0 ? lines : options;
    return end < 0 ? statement : statement.substring(0, end).strip();
  }

  private static String disabled(String create) {
    String name = create.substring("CREATE EVENT TRIGGER ".length(), create.indexOf(" ON "));
    return "ALTER EVENT TRIGGER " + name + " DISABLE";
  }

  /// Secrets that belong to objects of the schema.
  static List<Withheld> withheld(Connection connection) {
    List<Withheld> withheld = new ArrayList<>();
    Sql.texts(
            connection,
            "its subscriptions",
            """
            SELECT s.subname FROM pg_catalog.pg_subscription s
            JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
            WHERE d.datname = pg_catalog.current_database() ORDER BY 1
            """)
        .forEach(name ->
            withheld.add(
                new Withheld(
                    "subscription " + Identifier.readable(name) + " with its connection string",
                    "CREATE SUBSCRIPTION %s ... WITH (enabled = false)"
                        .formatted(Identifier.quoted(name)))));
    Sql.list(
            connection,
            "its user mappings",
            "SELECT usename, srvname FROM pg_catalog.pg_user_mappings ORDER BY 1, 2",
            row ->
                new Withheld(
                    "options of the user mapping of %s for server %s"
                        .formatted(row.getString(1), Identifier.readable(row.getString(2))),
                    "ALTER USER MAPPING FOR %s SERVER %s OPTIONS (ADD ...)"
                        .formatted(
                            row.getString(1).equals("public")
                                ? "PUBLIC"
                                : Identifier.quoted(row.getString(1)),
                            Identifier.quoted(row.getString(2)))))
        .forEach(withheld::add);
    return withheld;
  }
}
