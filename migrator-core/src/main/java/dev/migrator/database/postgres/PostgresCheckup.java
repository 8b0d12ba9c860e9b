package dev.migrator.database.postgres;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.TableFilter;
import dev.migrator.database.postgres.Tables.Found;
import dev.migrator.error.StoreException;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Looks at a PostgreSQL database that is to be captured.
public final class PostgresCheckup implements Checkup {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private static final int MOST_NAMED = 5;

  private final Connector connector;
  private final IntFunction<Optional<PgDump>> programs;

  public PostgresCheckup(PostgresAddress address) {
    this(address, PgDump::find);
  }

  /// @param programs a `pg_dump` for a server's major version
  PostgresCheckup(PostgresAddress address, IntFunction<Optional<PgDump>> programs) {
    this.connector = new Connector(address);
    this.programs = programs;
  }

  @Override
  public String label() {
    return connector.label();
  }

  @Override
  public void run(Findings findings) {
    ServerChecks server = new ServerChecks(connector, POLICY, findings);
    try {
      server.use(connector.address().database(), connection -> look(server, connection, findings));
    } catch (StoreException e) {
      findings.add(server.refused().of(e));
    }
  }

  private void look(ServerChecks server, Connection connection, Findings findings) {
    int major = server.look(connection).major();
    findings.add(tool(major));
    List<Found> wanted = Tables.ask(connection).stream().filter(this::isWanted).toList();
    size(wanted, findings);
    findings.add(rights(wanted));
    rowSecurity(connection).ifPresent(findings::add);
  }

  private boolean isWanted(Found table) {
    TableFilter filter = connector.address().tables();
    return filter.accepts(table.schema(), table.name());
  }

  private Check tool(int major) {
    Optional<PgDump> found = programs.apply(major);
    if (found.isEmpty()) {
      return Check.failure(
          Topic.TOOLS,
          PgDump.missing(major),
          Mend.Command.of("sudo", "apt-get", "install", "postgresql-client-" + major));
    }
    PgDump dump = found.get();
    return dump.flaw()
        .map(flaw ->
            Check.warning(
                Topic.TOOLS,
                flaw,
                Mend.Command.of("sudo", "apt-get", "install", "postgresql-client-" + dump.major())))
        .orElseGet(() -> Check.ok(Topic.TOOLS, "pg_dump " + dump.version()));
  }

  private static void size(List<Found> wanted, Findings findings) {
    long bytes = wanted.stream().mapToLong(Found::bytes).sum();
    findings.extent(new Extent(wanted.size(), bytes, Counted.WHOLE));
    findings.add(
        Check.ok(
            Topic.SIZE, "%,d tables, %,d bytes by the catalogue".formatted(wanted.size(), bytes)));
  }

  private static Check rights(List<Found> wanted) {
    List<String> refused =
        wanted.stream()
            .flatMap(table ->
                table.unreadable().stream().map(why -> table.readable() + " (" + why + ")"))
            .toList();
    return refused.isEmpty()
        ? Check.ok(Topic.RIGHTS, "all tables may be read")
        : Check.failure(
            Topic.RIGHTS,
            "%,d of %,d tables may not be read: %s"
                .formatted(refused.size(), wanted.size(), some(refused)),
            POLICY);
  }

  private static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    return names.size() > MOST_NAMED ? first + ", …" : first;
  }

  /// A session that may not see all rows is refused the table as a whole.
  private Optional<Check> rowSecurity(Connection connection) {
    Sql.run(connection, "asking for row security", "SET row_security = on");
    List<String> hiding =
        Sql.list(
                connection,
                "tables that hide rows",
                """
                SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'r' AND pg_catalog.row_security_active(c.oid) ORDER BY 1, 2
                """,
                row -> List.of(row.getString(1), row.getString(2)))
            .stream()
            .filter(name -> connector.address().tables().accepts(name.getFirst(), name.getLast()))
            .map(name -> Identifier.readable(name.getFirst(), name.getLast()))
            .toList();
    return hiding.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Check.failure(Topic.RIGHTS, "row security hides rows of " + some(hiding), POLICY));
  }
}
