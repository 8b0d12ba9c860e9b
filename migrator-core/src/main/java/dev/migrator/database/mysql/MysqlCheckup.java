package dev.migrator.database.mysql;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.Omission;
import dev.migrator.database.mysql.Tables.Found;
import dev.migrator.error.StoreException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/// Looks at a MySQL or MariaDB database that is to be captured.
public record MysqlCheckup(MysqlAddress address) implements Checkup {
  private static final Mend POLICY = new Mend.Own("policy", List.of());

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    Connector connector = new Connector(address);
    ServerChecks checks = new ServerChecks(connector, POLICY, findings);
    Instant asked = Instant.now();
    try {
      Connection connection = connector.open(Connector.Use.WORDS);
      try {
        look(checks, connection, asked);
      } finally {
        Sql.drop(connection);
      }
    } catch (StoreException e) {
      findings.add(checks.refused().of(e));
    }
  }

  private void look(ServerChecks checks, Connection connection, Instant asked) {
    Server server = checks.look(connection, asked);
    Findings findings = checks.findings();
    size(connection, server, findings);
    rights(connection, findings);
    findings.add(instant(connection, server));
  }

  private void size(Connection connection, Server server, Findings findings) {
    List<Found> wanted =
        Tables.ask(connection, server).stream()
            .filter(table -> address.tables().accepts(address.database(), table.name()))
            .toList();
    long bytes = wanted.stream().mapToLong(Found::bytes).sum();
    findings.extent(new Extent(wanted.size(), bytes, Counted.WHOLE));
    findings.add(
        Check.ok(
            Topic.SIZE,
            "%,d tables, about %,d bytes by the catalogue".formatted(wanted.size(), bytes)));
  }

  /// A server shows nothing of what may not be seen.
  private void rights(Connection connection, Findings findings) {
    List<Omission> missing = Privileges.missing(connection, address.database());
    missing.forEach(omission ->
        findings.add(
            Check.warning(Topic.RIGHTS, omission.what() + ": " + omission.reason(), POLICY)));
    if (missing.isEmpty()) {
      findings.add(Check.ok(Topic.RIGHTS, "all of the database may be read"));
    }
  }

  private static Check instant(Connection connection, Server server) {
    return Position.current(connection, server).isEmpty()
        ? Check.warning(
            Topic.CONFIGURATION,
            "the position of the binary log is not told, or there is none: one connection has to"
                + " copy all, which is slower",
            POLICY)
        : Check.ok(Topic.CONFIGURATION, "several connections can copy as of one instant");
  }
}
