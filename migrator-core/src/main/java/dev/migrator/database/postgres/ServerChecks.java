package dev.migrator.database.postgres;

import dev.migrator.check.Check;
import dev.migrator.check.Clocks;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.check.Wires;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What every use of a server needs: one that answers, of a version that is known.
///
/// @param rights mends what this role lacks
record ServerChecks(Connector connector, Mend rights, Findings findings) {
  private static final Duration SHORT = Duration.ofHours(1);

  /// Of the refusals of this server.
  Refused refused() {
    PostgresAddress address = connector.address();
    Mend reach =
        Mend.Command.of("pg_isready", "-h", address.host(), "-p", String.valueOf(address.port()));
    return new Refused(reach, psql("SELECT current_user"), rights);
  }

  /// A command that runs SQL as this role.
  Mend psql(String sql) {
    PostgresAddress address = connector.address();
    return Mend.Command.of(
        "psql",
        "-h",
        address.host(),
        "-p",
        String.valueOf(address.port()),
        "-U",
        address.user(),
        "-d",
        address.database(),
        "-c",
        sql);
  }

  void use(String database, Consumer<Connection> look) {
    Instant asked = Instant.now();
    Connection connection = connector.open(database);
    try {
      Server server = Server.ask(connection);
      findings.add(Wires.reached(server.product(), Duration.between(asked, Instant.now())));
      look.accept(connection);
    } finally {
      ExportedSnapshot.drop(connection);
    }
  }

  Server look(Connection connection) {
    Server server = Server.ask(connection);
    if (server.major() < Server.OLDEST_MAJOR) {
      findings.add(
          Check.warning(
              Topic.TOOLS,
              "%s is older than any version that was tried, %d"
                  .formatted(server.product(), Server.OLDEST_MAJOR),
              new Mend.ByHand("Rehearse it: take a snapshot, and restore it elsewhere.")));
    }
    tls(connection);
    clock(connection);
    role(connection);
    return server;
  }

  private void tls(Connection connection) {
    String cipher =
        Sql.one(
            connection,
            "whether the connection is encrypted",
            """
            SELECT coalesce(version, '') FROM pg_catalog.pg_stat_ssl
            WHERE pid = pg_catalog.pg_backend_pid()
            """,
            row -> row.getString(1));
    findings.add(
        Wires.encrypted(
            connector.address().host(),
            cipher,
            new Mend.ByHand("Add ?sslmode=verify-full to the URL.")));
  }

  private void clock(Connection connection) {
    Instant asked = Instant.now();
    Instant there =
        Sql.one(
            connection,
            "the time",
            "SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint",
            row -> Instant.ofEpochMilli(row.getLong(1)));
    Duration half = Duration.between(asked, Instant.now()).dividedBy(2);
    findings.add(Clocks.ofOther(there, asked.plus(half)));
  }

  private record Role(String name, @Nullable Long endMillis) {}

  private void role(Connection connection) {
    Role role =
        Sql.one(
            connection,
            "the role",
            """
            SELECT rolname, CASE WHEN isfinite(rolvaliduntil)
              THEN (extract(epoch FROM rolvaliduntil) * 1000)::bigint END
            FROM pg_catalog.pg_roles WHERE rolname = session_user
            """,
            row -> new Role(row.getString(1), row.getObject(2, Long.class)));
    findings.add(
        Optional.ofNullable(role.endMillis)
            .map(end -> untilEnd(role.name, Instant.ofEpochMilli(end)))
            .orElseGet(
                () -> Check.ok(Topic.CREDENTIALS, "role " + role.name + ", without an end")));
  }

  private Check untilEnd(String role, Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    String seen =
        String.format(
            Locale.ROOT,
            "the password of role %s is valid until %s, %d h %d min from now",
            role,
            end,
            left.toHours(),
            left.toMinutesPart());
    return left.compareTo(SHORT) < 0
        ? Check.warning(
            Topic.CREDENTIALS,
            seen,
            psql("ALTER ROLE %s VALID UNTIL 'infinity'".formatted(Identifier.quoted(role))))
        : Check.ok(Topic.CREDENTIALS, seen);
  }
}
