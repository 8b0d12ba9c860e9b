package dev.migrator.database.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseBundle;
import java.nio.file.Path;

/// Bundles of PostgreSQL databases, called `db` there.
final class Bundles {
  static final String SOURCE = "db";

  private Bundles() {}

  static DatabaseBundle in(Path folder) {
    return new DatabaseBundle(folder, SOURCE);
  }

  /// Skips the test where this machine cannot dump the schema of such a server.
  static void requirePgDump(int major) {
    assumeTrue(PgDump.find(major).isPresent(), PgDump.missing(major));
  }
}
