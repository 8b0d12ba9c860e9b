package dev.migrator.database.mysql;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Who has which role, and which roles are on when a user comes in. Those who may do anything are
/// left out: they need no role, and are the server's own.
final class Memberships {
  private static final String MYSQL =
      """
      SELECT FROM_USER, FROM_HOST, TO_USER, TO_HOST, WITH_ADMIN_OPTION FROM mysql.role_edges
      WHERE NOT EXISTS (SELECT 1 FROM mysql.user u
        WHERE u.User = TO_USER AND u.Host = TO_HOST AND u.Super_priv = 'Y')
      ORDER BY 1, 2, 3, 4
      """;
  private static final String MYSQL_DEFAULTS =
      """
      SELECT DEFAULT_ROLE_USER, DEFAULT_ROLE_HOST, USER, HOST, '' FROM mysql.default_roles
      ORDER BY 1, 2, 3, 4
      """;
  private static final String MARIADB =
      """
      SELECT Role, '', m.User, m.Host, m.Admin_option FROM mysql.roles_mapping m
      WHERE NOT EXISTS (SELECT 1 FROM mysql.user u
        WHERE u.User = m.User AND u.Host = m.Host AND u.Super_priv = 'Y')
      ORDER BY 1, 2, 3, 4
      """;
  private static final String MARIADB_DEFAULTS =
      """
      SELECT default_role, '', User, Host, '' FROM mysql.user WHERE default_role <> ''
      ORDER BY 1, 2, 3, 4
      """;

  private final Server server;
  private final List<Membership> all;
  private final List<Membership> defaults;

  /// @param host empty for a role of MariaDB
  record Name(String user, String host) {
    boolean isMariaDbRole() {
      return host.isEmpty();
    }

    String quoted() {
      return Identifier.quoted(user) + (host.isEmpty() ? "" : "@" + Identifier.quoted(host));
    }
  }

  private record Membership(Name role, Name member, boolean mayPassOn) {}

  private Memberships(Server server, List<Membership> all, List<Membership> defaults) {
    this.server = server;
    this.all = all;
    this.defaults = defaults;
  }

  static Memberships ask(Connection connection, Server server) {
    boolean isMariaDb = server.isMariaDb();
    return new Memberships(
        server,
        list(connection, isMariaDb ? MARIADB : MYSQL),
        list(connection, isMariaDb ? MARIADB_DEFAULTS : MYSQL_DEFAULTS));
  }

  private static List<Membership> list(Connection connection, String query) {
    return Sql.list(
        connection,
        "roles of users",
        query,
        row ->
            new Membership(
                new Name(Sql.text(row, 1), Sql.text(row, 2)),
                new Name(Sql.text(row, 3), Sql.text(row, 4)),
                Sql.text(row, 5).equals("Y")));
  }

  /// These, and all who have their rights by them.
  Set<Name> withMembers(List<Name> names) {
    Set<Name> found = new LinkedHashSet<>(names);
    int before;
    do {
      before = found.size();
      all.stream()
          .filter(one -> found.contains(one.role))
          .map(Membership::member)
          .toList()
          .forEach(found::add);
    } while (found.size() > before);
    return found;
  }

  /// Statements that give a user its roles, of those that are meant.
  List<String> grants(Name member, Set<Name> roles) {
    List<String> grants = new ArrayList<>();
    for (Membership one : all) {
      if (one.member.equals(member) && roles.contains(one.role)) {
        grants.add(
            "GRANT %s TO %s%s"
                .formatted(
                    one.role.quoted(), member.quoted(), one.mayPassOn ? " WITH ADMIN OPTION" : ""));
      }
    }
    List<String> on =
        defaults.stream()
            .filter(one -> one.member.equals(member) && roles.contains(one.role))
            .map(one -> one.role.quoted())
            .toList();
    if (!on.isEmpty()) {
      String form = server.isMariaDb() ? "SET DEFAULT ROLE %s FOR %s" : "SET DEFAULT ROLE %s TO %s";
      grants.add(form.formatted(String.join(", ", on), member.quoted()));
    }
    return grants;
  }
}
