package dev.migrator.database.postgres;

import java.sql.Connection;
import java.util.List;

/// Materialized views that hold rows: those are computed again, not copied.
final class Matviews {
  private Matviews() {}

  /// Quoted names. Those that read others come after them as far as they were made later.
  static List<String> populated(Connection connection) {
    return Sql.list(
        connection,
        "its materialized views",
        """
        SELECT n.nspname, c.relname FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'm' AND c.relispopulated AND n.nspname !~ '^pg_' ORDER BY c.oid
        """,
        row -> Identifier.quoted(row.getString(1), row.getString(2)));
  }
}
