package dev.migrator.database.postgres;

import dev.migrator.database.Withheld;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The roles of a server, as a script that makes those that are missing and leaves the others as
/// they are. Passwords are withheld.
final class Roles {
  /// Of PostgreSQL itself, and of the providers that run it for others.
  private static final Predicate<String> NOT_THE_CUSTOMERS =
      Pattern.compile("^(pg_|rds|aws_|cloudsql|azure|alloydb|supabase_|neon_)").asPredicate();

  private static final int FIRST_WITH_MEMBER_OPTIONS = 16;

  private final Connection connection;
  private final Server server;

  private record Role(
      String name, String attributes, String privileged, boolean hasLogin, String comment) {}

  Roles(Connection connection, Server server) {
    this.connection = connection;
    this.server = server;
  }

  static boolean isTheProviders(String name) {
    return NOT_THE_CUSTOMERS.test(name);
  }

  /// One block: either all of it is done, or nothing.
  String script() {
    StringBuilder body = new StringBuilder("DECLARE made text[] := '{}';\nBEGIN\n");
    roles().forEach(role -> body.append(creation(role)));
    memberships().forEach(grant -> body.append(ofMade(grant.member, grant.sql)));
    settings().forEach(setting -> body.append(ofMade(setting[0], setting[1])));
    return DoBlock.of(body.append("END").toString());
  }

  /// A statement about a role that the block has made. What is refused is a warning.
  private static String ofMade(String role, String statement) {
    return """
      IF %1$s = ANY (made) THEN
        BEGIN
          %2$s;
        EXCEPTION WHEN OTHERS THEN
          RAISE WARNING 'role %% comes without a grant or setting: %%', %1$s, SQLERRM;
        END;
      END IF;
    """
        .formatted(Identifier.literal(role), statement);
  }

  List<Withheld> passwords() {
    List<String> names =
        server.isSuperuser()
            ? Sql.texts(
                connection,
                "which roles have a password",
                "SELECT rolname FROM pg_catalog.pg_authid WHERE rolpassword IS NOT NULL ORDER BY 1")
            : roles().stream().filter(Role::hasLogin).map(Role::name).toList();
    return names.stream()
        .filter(name -> !isTheProviders(name))
        .map(name ->
            new Withheld(
                "password of role " + Identifier.readable(name),
                "ALTER ROLE %s PASSWORD '...'".formatted(Identifier.quoted(name))))
        .toList();
  }

  private List<Role> roles() {
    List<Role> roles =
        Sql.list(
            connection,
            "its roles",
            """
            SELECT rolname, rolcanlogin, rolinherit, rolcreatedb, rolcreaterole, rolsuper,
                   rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil::text AS until,
                   coalesce(pg_catalog.shobj_description(oid, 'pg_authid'), '') AS comment
            FROM pg_catalog.pg_roles ORDER BY rolname
            """,
            Roles::read);
    return roles.stream().filter(role -> !isTheProviders(role.name)).toList();
  }

  private static Role read(ResultSet row) throws SQLException {
    List<String> attributes = new ArrayList<>();
    attributes.add(row.getBoolean("rolcanlogin") ? "LOGIN" : "NOLOGIN");
    attributes.add(row.getBoolean("rolinherit") ? "INHERIT" : "NOINHERIT");
    attributes.add(row.getBoolean("rolcreatedb") ? "CREATEDB" : "NOCREATEDB");
    attributes.add(row.getBoolean("rolcreaterole") ? "CREATEROLE" : "NOCREATEROLE");
    if (row.getInt("rolconnlimit") >= 0) {
      attributes.add("CONNECTION LIMIT " + row.getInt("rolconnlimit"));
    }
    if (row.getString("until") != null) {
      attributes.add("VALID UNTIL " + Identifier.literal(row.getString("until")));
    }
    List<String> privileged = new ArrayList<>();
    addIf(privileged, row.getBoolean("rolsuper"), "SUPERUSER");
    addIf(privileged, row.getBoolean("rolreplication"), "REPLICATION");
    addIf(privileged, row.getBoolean("rolbypassrls"), "BYPASSRLS");
    return new Role(
        row.getString("rolname"),
        String.join(" ", attributes),
        String.join(" ", privileged),
        row.getBoolean("rolcanlogin"),
        row.getString("comment"));
  }

  private static void addIf(List<String> words, boolean condition, String word) {
    if (condition) {
      words.add(word);
    }
  }

  /// A role that is there keeps what it has: a restore gives nobody more rights. What the restoring
  /// role may not give is left away, with a warning.
  private static String creation(Role role) {
    String create =
        "CREATE ROLE %s WITH %s".formatted(Identifier.quoted(role.name), role.attributes);
    String comment =
        role.comment.isEmpty()
            ? ""
            : ofMade(
                role.name,
                "COMMENT ON ROLE %s IS %s"
                    .formatted(Identifier.quoted(role.name), Identifier.literal(role.comment)));
    String lost = role.privileged.isEmpty() ? "what it had" : role.privileged;
    return """
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = %1$s) THEN
        BEGIN
          BEGIN
            %2$s %3$s;
          EXCEPTION WHEN insufficient_privilege THEN
            %2$s;
            RAISE WARNING 'role %% comes without %%', %1$s, %4$s;
          END;
          made := made || %1$s::text;
        EXCEPTION WHEN OTHERS THEN
          RAISE WARNING 'the role %% comes without everything: %%', %1$s, SQLERRM;
        END;
      END IF;
    """
            .formatted(
                Identifier.literal(role.name), create, role.privileged, Identifier.literal(lost))
        + comment;
  }

  private record Membership(String member, String sql) {}

  private List<Membership> memberships() {
    boolean hasOptions = server.major() >= FIRST_WITH_MEMBER_OPTIONS;
    List<Membership> grants =
        Sql.list(
            connection,
            "its roles' members",
            """
            SELECT DISTINCT r.rolname AS role, m.rolname AS member, a.admin_option
            FROM pg_catalog.pg_auth_members a
            JOIN pg_catalog.pg_roles r ON r.oid = a.roleid
            JOIN pg_catalog.pg_roles m ON m.oid = a.member
            %s ORDER BY 1, 2, 3
            """
                .formatted(
                    hasOptions ? "WHERE a.set_option OR a.inherit_option OR a.admin_option" : ""),
            row ->
                grant(
                    row.getString("role"),
                    row.getString("member"),
                    row.getBoolean("admin_option")));
    return grants.stream().filter(grant -> !grant.sql.isEmpty()).toList();
  }

  private static Membership grant(String role, String member, boolean withAdmin) {
    if (isTheProviders(member) || (isTheProviders(role) && !role.startsWith("pg_"))) {
      return new Membership(member, "");
    }
    return new Membership(
        member,
        "GRANT %s TO %s%s"
            .formatted(
                Identifier.quoted(role),
                Identifier.quoted(member),
                withAdmin ? " WITH ADMIN OPTION" : ""));
  }

  /// Role and statement.
  private List<String[]> settings() {
    return Sql.list(
            connection,
            "its roles' settings",
            """
            SELECT r.rolname, s.setting
            FROM pg_catalog.pg_db_role_setting d JOIN pg_catalog.pg_roles r ON r.oid = d.setrole,
            LATERAL pg_catalog.unnest(d.setconfig) WITH ORDINALITY AS s(setting, number)
            WHERE d.setdatabase = 0 ORDER BY r.rolname, s.number
            """,
            row -> new String[] {row.getString(1), row.getString(2)})
        .stream()
        .filter(setting -> !isTheProviders(setting[0]))
        .map(setting ->
            new String[] {
              setting[0],
              "ALTER ROLE %s %s"
                  .formatted(Identifier.quoted(setting[0]), Setting.of(setting[1]).sql())
            })
        .toList();
  }
}
