package dev.migrator.database.mysql;

import dev.migrator.check.Check;
import dev.migrator.check.Clocks;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.check.Wires;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What every use of a server needs: one that answers, and who we are there.
///
/// @param rights mends what this account lacks
record ServerChecks(Connector connector, Mend rights, Findings findings) {

  /// Of the refusals of this server.
  Refused refused() {
    MysqlAddress address = connector.address();
    String port = String.valueOf(address.port());
    return new Refused(
        Mend.Command.of("mysqladmin", "-h", address.host(), "-P", port, "ping"),
        Mend.Command.of(
            "mysql",
            "-h",
            address.host(),
            "-P",
            port,
            "-u",
            address.user(),
            "-p",
            "-e",
            "SELECT 1"),
        rights);
  }

  /// @param asked when the connection was asked for
  Server look(Connection connection, Instant asked) {
    Server server = Server.ask(connection);
    findings.add(Wires.reached(server.title(), Duration.between(asked, Instant.now())));
    List<String> cipher =
        Sql.list(
            connection,
            "whether the connection is encrypted",
            "SHOW STATUS LIKE 'Ssl_cipher'",
            row -> Sql.text(row, 2));
    findings.add(
        Wires.encrypted(
            connector.address().host(),
            String.join("", cipher),
            new Mend.ByHand("Add ?ssl-mode=verify-full to the URL.")));
    clock(connection);
    findings.add(
        Check.ok(
            Topic.CREDENTIALS,
            "account "
                + Sql.one(
                    connection, "the account", "SELECT CURRENT_USER()", row -> Sql.text(row, 1))));
    return server;
  }

  private void clock(Connection connection) {
    Instant asked = Instant.now();
    Instant there =
        Sql.one(
            connection,
            "the time",
            "SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS UNSIGNED)",
            row -> Instant.ofEpochMilli(row.getLong(1)));
    Duration half = Duration.between(asked, Instant.now()).dividedBy(2);
    findings.add(Clocks.ofOther(there, asked.plus(half)));
  }
}
