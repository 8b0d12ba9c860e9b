package dev.migrator.database.mysql;

import dev.migrator.database.Omission;
import dev.migrator.database.Withheld;
import dev.migrator.database.mysql.Memberships.Name;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Gap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Users and roles that have rights in the database: how they are made, without their passwords,
/// and what they may do there.
final class Accounts {
  private static final String GRANTEES =
      """
      SELECT DISTINCT User, Host FROM (
        SELECT User, Host FROM mysql.db WHERE ? LIKE Db
        UNION SELECT User, Host FROM mysql.tables_priv WHERE Db = ?
        UNION SELECT User, Host FROM mysql.procs_priv WHERE Db = ?) g
      WHERE User NOT IN ('mysql.sys', 'mysql.session', 'mysql.infoschema', 'mariadb.sys',
        'rdsadmin', '')
      ORDER BY User, Host
      """;
  private static final String TEXT = "'(?:[^'\\\\]|''|\\\\.)*'";
  private static final Pattern IDENTIFIED =
      Pattern.compile(
          " IDENTIFIED (?:BY|VIA|WITH) (?:"
              + TEXT
              + "|0x[0-9A-Fa-f]+|(?! ?(?:REQUIRE|WITH MAX|ACCOUNT|PASSWORD EXPIRE|DEFAULT ROLE)).)*");
  private static final Pattern SECRET =
      Pattern.compile("(?:PASSWORD|USING|AS|BY) (?:'(?=[^'])|0x)");

  /// Of MySQL. It would fail where the role is not there yet.
  private static final Pattern DEFAULT_ROLE =
      Pattern.compile(
          " DEFAULT ROLE `(?:[^`]|``)*`@`(?:[^`]|``)*`(?:,`(?:[^`]|``)*`@`(?:[^`]|``)*`)*(?= REQUIRE)");

  /// What follows may be in a comment.
  private static final Pattern LOCK = Pattern.compile(" ACCOUNT (?:UN)?LOCK");

  private static final Pattern ON_SCHEMA =
      Pattern.compile(
          "GRANT .* ON (?:(?:PROCEDURE|FUNCTION|PACKAGE|PACKAGE BODY) )?(`(?:[^`]|``)*`)\\..*",
          Pattern.DOTALL);

  private final Connection connection;
  private final String schema;
  private final List<Account> found = new ArrayList<>();
  private final List<Withheld> withheld = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();

  /// @param name with its host, as SQL has it
  /// @param create the statement that makes it; locked where its password is withheld
  record Account(String name, String create, List<String> grants) {}

  private Accounts(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  static Accounts ask(Connection connection, Server server, String schema) {
    Accounts accounts = new Accounts(connection, schema);
    try {
      accounts.ask(Memberships.ask(connection, server));
    } catch (StoreException e) {
      if (e.reason() != Reason.FORBIDDEN) {
        throw e;
      }
      accounts.omissions.add(
          new Omission(
              "users and grants of the database",
              Gap.Code.FORBIDDEN,
              "our user may not read the tables of the database mysql"));
    }
    return accounts;
  }

  List<Account> found() {
    return found;
  }

  List<Withheld> withheld() {
    return withheld;
  }

  List<Omission> omissions() {
    return omissions;
  }

  private void ask(Memberships memberships) {
    List<Name> direct =
        Sql.list(
            connection,
            "users of the database",
            GRANTEES,
            row -> new Name(Sql.text(row, 1), Sql.text(row, 2)),
            schema,
            schema,
            schema);
    Set<Name> names = memberships.withMembers(direct);
    for (Name name : names) {
      String quoted = name.quoted();
      List<String> grants = new ArrayList<>(grants(quoted));
      grants.addAll(memberships.grants(name, names));
      found.add(
          new Account(
              quoted, name.isMariaDbRole() ? "CREATE ROLE " + quoted : user(quoted), grants));
    }
  }

  private String user(String quoted) {
    String create =
        DEFAULT_ROLE
            .matcher(
                Sql.texts(connection, "the user " + quoted, "SHOW CREATE USER " + quoted)
                    .getFirst())
            .replaceFirst("");
    if (!SECRET.matcher(identification(create)).find()) {
      return create;
    }
    withheld.add(
        new Withheld(
            "password of user " + quoted,
            "ALTER USER %s IDENTIFIED BY '…' ACCOUNT UNLOCK".formatted(quoted)));
    return locked(create);
  }

  private static String identification(String create) {
    Matcher match = IDENTIFIED.matcher(create);
    return match.find() ? match.group() : "";
  }

  /// Without its password it would be open to everybody, so nobody gets in until it has one.
  static String locked(String create) {
    String open = LOCK.matcher(IDENTIFIED.matcher(create).replaceFirst("")).replaceFirst("");
    int expiry = open.indexOf(" PASSWORD ");
    return expiry < 0
        ? open + " ACCOUNT LOCK"
        : open.substring(0, expiry) + " ACCOUNT LOCK" + open.substring(expiry);
  }

  private List<String> grants(String quoted) {
    return Sql.texts(connection, "the grants of " + quoted, "SHOW GRANTS FOR " + quoted).stream()
        .filter(this::isOfSchema)
        .toList();
  }

  private boolean isOfSchema(String grant) {
    Matcher match = ON_SCHEMA.matcher(grant);
    return match.matches() && Privileges.isOn(match.group(1), schema);
  }
}
