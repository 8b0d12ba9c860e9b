package dev.migrator.database.mysql;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.error.StoreException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Looks at a MySQL or MariaDB database that is to be restored to, with a canary table that is
/// removed again.
///
/// @param creation whether a restore makes the database
public record MysqlTargetCheckup(MysqlAddress address, Creation creation) implements Checkup {
  private static final String TEXT = "Gr\u00fc\u00dfe \u4e2d";

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    Connector connector = new Connector(address);
    String database = Identifier.quoted(address.database());
    Mend grant =
        new Mend.ByHand(
            "As an administrator: GRANT ALL ON %s.* TO this account;".formatted(database));
    ServerChecks checks = new ServerChecks(connector, grant, findings);
    try {
      use(connector, checks, findings);
    } catch (StoreException e) {
      findings.add(checks.refused().of(e));
    }
  }

  private void use(Connector connector, ServerChecks checks, Findings findings) {
    Instant asked = Instant.now();
    Connection connection = connector.openServer();
    try {
      checks.look(connection, asked);
      if (isThere(connection)) {
        Sql.run(connection, "using it", "USE " + Identifier.quoted(address.database()));
        occupied(connection, findings);
        findings.add(canary(connection, Identifier.quoted(address.database())));
      } else {
        make(connection, findings);
      }
    } finally {
      Sql.drop(connection);
    }
  }

  private boolean isThere(Connection connection) {
    return !Sql.texts(
            connection,
            "its databases",
            "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
            address.database())
        .isEmpty();
  }

  private static void occupied(Connection connection, Findings findings) {
    var there = SchemaObjects.ask(connection);
    findings.add(
        there.isEmpty()
            ? Check.ok(Topic.CONTENT, "empty")
            : Check.warning(
                Topic.CONTENT,
                "not empty: %s is there; a restore goes on only where that is an earlier one's"
                    .formatted(there.first()),
                new Mend.ByHand("Name an empty database.")));
  }

  /// Where a restore makes the database, the canary lies in one of its own.
  private void make(Connection connection, Findings findings) {
    if (creation == Creation.FORBIDDEN) {
      findings.add(
          Check.failure(
              Topic.REACHABLE,
              "there is no database " + address.database(),
              Mend.Command.of(
                  "mysqladmin",
                  "-h",
                  address.host(),
                  "-P",
                  String.valueOf(address.port()),
                  "-u",
                  address.user(),
                  "-p",
                  "create",
                  address.database())));
      return;
    }
    String own = Identifier.quoted(canaryName());
    Sql.run(connection, "making a canary database", "CREATE DATABASE " + own);
    try {
      findings.add(Check.ok(Topic.RIGHTS, "the account may make databases"));
      findings.add(canary(connection, own));
    } finally {
      Sql.run(connection, "removing a canary database", "DROP DATABASE " + own);
    }
  }

  private static String canaryName() {
    return "migrator_canary_" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Check canary(Connection connection, String database) {
    String table = database + "." + Identifier.quoted(canaryName());
    Sql.run(
        connection,
        "making a canary table",
        "CREATE TABLE %s (id INT PRIMARY KEY, said VARCHAR(20) CHARACTER SET utf8mb4)"
            .formatted(table));
    try {
      Sql.run(
          connection,
          "loading a canary",
          "INSERT INTO %s VALUES (1, _utf8mb4'%s')".formatted(table, TEXT));
      Sql.run(connection, "indexing a canary", "ALTER TABLE %s ADD INDEX (said)".formatted(table));
      List<String> read = Sql.texts(connection, "a canary", "SELECT said FROM " + table);
      return read.equals(List.of(TEXT))
          ? Check.ok(
              Topic.CANARY, "a table was made, loaded, indexed, read back, compared and removed")
          : Check.failure(
              Topic.CANARY,
              "a row that was written was read back as another",
              new Mend.ByHand("See what lies between here and the server, and alters it."));
    } finally {
      Sql.run(connection, "removing a canary", "DROP TABLE IF EXISTS " + table);
    }
  }
}
