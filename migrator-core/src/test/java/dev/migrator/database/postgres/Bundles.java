package dev.migrator.database.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.Patience;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.file.Path;
import java.util.Optional;

/// Bundles of PostgreSQL databases, called `db` there.
final class Bundles {
  static final String SOURCE = "db";

  /// The newest server that Debian's own `pg_dump` reads.
  private static final int OF_DEBIAN = 15;

  private Bundles() {}

  static DatabaseBundle in(Path folder) {
    return new DatabaseBundle(folder, SOURCE);
  }

  /// Skips the test where this machine cannot dump the schema of such a server.
  static void requirePgDump(int major) {
    assumeTrue(PgDump.find(major).isPresent(), PgDump.missing(major));
  }

  /// One for such a server: that of this machine, or a newer one out of the folder that the
  /// variable `MIGRATOR_TEST_SERVERS` names. Skips the test where there is none.
  static PgDump pgDump(int major) {
    String servers = System.getenv().getOrDefault("MIGRATOR_TEST_SERVERS", "/none");
    Optional<PgDump> program =
        major <= OF_DEBIAN ? PgDump.find(major) : PgDump.at(Path.of(servers, "bin", "pg_dump-18"));
    assumeTrue(
        program.isPresent(),
        "MIGRATOR_TEST_SERVERS names no folder with bin/pg_dump-18: see .ci/newer-servers");
    return program.orElseThrow();
  }

  /// With a schema that this program dumps.
  static SnapshotResult snapshot(DatabaseBundle bundle, OddDatabase odd, PgDump program) {
    return bundle.snapshot(
        odd.address(),
        new PostgresSource(odd.address(), _ -> Optional.of(program), Patience.OF_NO_RUN));
  }
}
