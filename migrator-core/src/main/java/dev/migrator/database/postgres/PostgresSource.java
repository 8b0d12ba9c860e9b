package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.OpenCut;
import dev.migrator.database.PatientCalls;
import java.util.Optional;
import java.util.function.IntFunction;

/// A PostgreSQL database, to be captured.
public final class PostgresSource implements DatabaseSource {
  private final Connector connector;
  private final IntFunction<Optional<PgDump>> programs;
  private final PatientCalls calls;

  public PostgresSource(PostgresAddress address, PatientCalls calls) {
    this(address, PgDump::find, calls);
  }

  /// @param programs a `pg_dump` for a server's major version
  PostgresSource(
      PostgresAddress address, IntFunction<Optional<PgDump>> programs, PatientCalls calls) {
    this.connector = new Connector(address);
    this.programs = programs;
    this.calls = calls;
  }

  /// What is missing on this machine to capture the schema of a server, in words; empty if nothing
  /// is.
  public static Optional<String> missingTool(int serverMajor) {
    return PgDump.find(serverMajor).isPresent()
        ? Optional.empty()
        : Optional.of(PgDump.missing(serverMajor));
  }

  @Override
  public String label() {
    return connector.label();
  }

  @Override
  public void greet() {
    Sql.close(connector.open());
  }

  @Override
  public OpenCut open(int readers) {
    ExportedSnapshot snapshot = ExportedSnapshot.take(connector);
    PostgresCut cut = null;
    try {
      cut = new CutOpening(connector, snapshot, programs, calls, readers).open();
      return cut;
    } finally {
      if (cut == null) {
        snapshot.close();
      }
    }
  }

  @Override
  public void close() {
    // connections belong to cuts
  }
}
