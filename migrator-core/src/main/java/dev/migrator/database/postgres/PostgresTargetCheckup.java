package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Looks at a PostgreSQL database that is to be restored to. A canary table is made and loaded as a
/// restore does it, in a transaction that is rolled back.
///
/// @param creation whether a restore makes the database
public record PostgresTargetCheckup(PostgresAddress address, Creation creation) implements Checkup {
  private static final String ROW = "1\tGr\u00fc\u00dfe \u4e2d\n";

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    Connector connector = new Connector(address);
    Mend grant =
        new Mend.ByHand(
            "As an administrator: GRANT CREATE ON DATABASE %s TO %s;"
                .formatted(Identifier.quoted(address.database()), role()));
    ServerChecks server = new ServerChecks(connector, grant, findings);
    try {
      server.use(address.database(), connection -> inside(server, connection, findings));
    } catch (StoreException e) {
      if (e.reason() == Reason.NO_SUCH_STORE && creation == Creation.ALLOWED) {
        outside(server, findings);
      } else {
        findings.add(notThere(e) ? withoutDatabase(e) : server.refused().of(e));
      }
    }
  }

  private String role() {
    return Identifier.quoted(address.user());
  }

  private static boolean notThere(StoreException e) {
    return e.reason() == Reason.NO_SUCH_STORE
        && String.valueOf(e.getMessage()).contains("does not exist");
  }

  private Check withoutDatabase(StoreException e) {
    return Check.failure(
        Topic.REACHABLE,
        String.valueOf(e.getMessage()),
        Mend.Command.of(
            "createdb",
            "-h",
            address.host(),
            "-p",
            String.valueOf(address.port()),
            "-U",
            address.user(),
            address.database()));
  }

  private void outside(ServerChecks server, Findings findings) {
    try {
      server.use(
          DatabaseCreation.MAINTENANCE,
          connection -> {
            server.look(connection);
            findings.add(
                may(connection, "rolcreatedb", "CREATEDB", "make the database", Level.FAILURE));
          });
    } catch (StoreException e) {
      findings.add(server.refused().of(e));
    }
  }

  /// @param column of `pg_roles`
  /// @param otherwise how bad it is if it may not
  private Check may(
      Connection connection, String column, String attribute, String what, Level otherwise) {
    boolean may =
        Sql.one(
            connection,
            "our rights",
            "SELECT rolsuper OR %s FROM pg_catalog.pg_roles WHERE rolname = current_user"
                .formatted(column),
            row -> row.getBoolean(1));
    return may
        ? Check.ok(Topic.RIGHTS, "the role may " + what)
        : new Check(
            Topic.RIGHTS,
            otherwise,
            "the role may not " + what,
            new Mend.ByHand("As an administrator: ALTER ROLE %s %s;".formatted(role(), attribute)));
  }

  private void inside(ServerChecks server, Connection connection, Findings findings) {
    server.look(connection);
    occupied(connection, findings);
    findings.add(
        may(
            connection,
            "rolcreaterole",
            "CREATEROLE",
            "make the roles of the source",
            Level.WARNING));
    findings.add(canary(connection));
  }

  private static void occupied(Connection connection, Findings findings) {
    List<String> there =
        SchemaObjects.ask(connection, List.of()).stream()
            .filter(object -> !object.startsWith("extension ") && !object.equals("schema public"))
            .toList();
    findings.add(
        there.isEmpty()
            ? Check.ok(Topic.CONTENT, "empty")
            : Check.warning(
                Topic.CONTENT,
                "not empty: %s is there; a restore goes on only where that is an earlier one's"
                    .formatted(there.getFirst()),
                new Mend.ByHand("Name an empty database.")));
  }

  private Check canary(Connection connection) {
    String schema =
        Identifier.quoted("migrator_canary_" + UUID.randomUUID().toString().substring(0, 8));
    String table = schema + ".canary";
    Sql.run(connection, "beginning a transaction", "BEGIN");
    try {
      Sql.run(
          connection,
          "making a canary table",
          "CREATE SCHEMA %s; CREATE TABLE %s (id int PRIMARY KEY, said text)"
              .formatted(schema, table));
      copy(connection, "COPY " + table + " FROM STDIN");
      Sql.run(connection, "indexing a canary", "CREATE INDEX ON " + table + " (said)");
      List<String> read =
          Sql.texts(connection, "a canary", "SELECT id || E'\\t' || said || E'\\n' FROM " + table);
      return read.equals(List.of(ROW))
          ? Check.ok(
              Topic.CANARY, "a table was made, loaded, indexed, read back, compared and removed")
          : Check.failure(
              Topic.CANARY,
              "a row that was written was read back as another",
              new Mend.ByHand("Make the database with ENCODING 'UTF8'."));
    } finally {
      Sql.run(connection, "removing a canary", "ROLLBACK");
    }
  }

  private static void copy(Connection connection, String statement) {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(statement, new ByteArrayInputStream(ROW.getBytes(UTF_8)));
    } catch (SQLException e) {
      throw Failures.of("loading a canary", e);
    } catch (IOException e) {
      throw new IllegalStateException("an array can always be read", e);
    }
  }
}
