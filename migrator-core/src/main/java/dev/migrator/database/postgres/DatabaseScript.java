package dev.migrator.database.postgres;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// What belongs to a database itself and not to anything in it: owner, limit, settings, grants,
/// comment. As a script for whichever database it is run in.
final class DatabaseScript {
  private final Connection connection;
  private final List<String> statements = new ArrayList<>();

  private DatabaseScript(Connection connection) {
    this.connection = connection;
  }

  static String of(Connection connection) {
    DatabaseScript script = new DatabaseScript(connection);
    script.properties();
    script.grants();
    script.settings();
    return String.join("", script.statements);
  }

  private void properties() {
    Sql.list(
        connection,
        "its properties",
        """
        SELECT r.rolname, d.datconnlimit, pg_catalog.shobj_description(d.oid, 'pg_database') AS comment
        FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles r ON r.oid = d.datdba
        WHERE d.datname = pg_catalog.current_database()
        """,
        row -> {
          if (!Roles.isTheProviders(row.getString("rolname"))) {
            add("ALTER DATABASE ", " OWNER TO " + Identifier.quoted(row.getString("rolname")));
          }
          if (row.getInt("datconnlimit") >= 0) {
            add("ALTER DATABASE ", " CONNECTION LIMIT " + row.getInt("datconnlimit"));
          }
          if (row.getString("comment") != null) {
            add("COMMENT ON DATABASE ", " IS " + Identifier.literal(row.getString("comment")));
          }
          return "";
        });
  }

  private void grants() {
    List<String> grants =
        Sql.texts(
            connection,
            "its grants",
            """
            SELECT pg_catalog.format(' TO %s%s',
                     CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(r.rolname) END,
                     CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
                   || '|' || a.privilege_type
            FROM pg_catalog.pg_database d, LATERAL pg_catalog.aclexplode(d.datacl) a
            LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
            WHERE d.datname = pg_catalog.current_database() AND a.grantee IS DISTINCT FROM d.datdba
              AND (a.grantee = 0 OR r.rolname IS NOT NULL)
            ORDER BY 1
            """);
    boolean isSet =
        Sql.one(
            connection,
            "its grants",
            """
            SELECT datacl IS NOT NULL FROM pg_catalog.pg_database
            WHERE datname = pg_catalog.current_database()
            """,
            row -> row.getBoolean(1));
    if (isSet) {
      add("REVOKE ALL ON DATABASE ", " FROM PUBLIC");
    }
    for (String grant : grants) {
      int bar = grant.lastIndexOf('|');
      add("GRANT " + grant.substring(bar + 1) + " ON DATABASE ", grant.substring(0, bar));
    }
  }

  private void settings() {
    Sql.list(
        connection,
        "its settings",
        """
        SELECT r.rolname, s.setting
        FROM pg_catalog.pg_db_role_setting x
        JOIN pg_catalog.pg_database d ON d.oid = x.setdatabase
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = x.setrole,
        LATERAL pg_catalog.unnest(x.setconfig) WITH ORDINALITY AS s(setting, number)
        WHERE d.datname = pg_catalog.current_database()
        ORDER BY r.rolname NULLS FIRST, s.number
        """,
        row -> {
          String role = row.getString(1);
          String set = " " + Setting.of(row.getString(2)).sql();
          if (role == null) {
            add("ALTER DATABASE ", set);
          } else if (!Roles.isTheProviders(role)) {
            add("ALTER ROLE " + Identifier.quoted(role) + " IN DATABASE ", set);
          }
          return "";
        });
  }

  /// A statement with this database's name between the two.
  private void add(String before, String after) {
    statements.add(
        DoBlock.of(
            """
            BEGIN
              EXECUTE %s || pg_catalog.quote_ident(pg_catalog.current_database()) || %s;
            END\
            """
                .formatted(Identifier.literal(before), Identifier.literal(after))));
  }
}
