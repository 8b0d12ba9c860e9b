package dev.migrator.database.postgres;

import dev.migrator.database.postgres.Relation.Form;
import dev.migrator.database.postgres.Relation.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Asks the catalogue for the tables whose rows are the customer's: ordinary ones and leaves of
/// partitioned ones, and the configuration tables of extensions.
final class Tables {
  private static final String QUERY =
      """
      SELECT n.nspname, c.relname, c.oid::bigint AS oid,
             am.amname = 'heap' AS is_heap,
             pg_catalog.pg_relation_size(c.oid)
               / pg_catalog.current_setting('block_size')::bigint AS pages,
             pg_catalog.pg_table_size(c.oid) AS bytes,
             coalesce(pg_catalog.pg_table_size(nullif(c.reltoastrelid, 0)), 0) AS toast_bytes,
             pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS has_usage,
             pg_catalog.has_table_privilege(c.oid, 'SELECT') AS has_select,
             c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery() AS is_away,
             x.is_member, x.condition, stored.columns, long.names AS long_columns
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
      LEFT JOIN LATERAL (
        SELECT true AS is_member, e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)]
                 AS condition,
               c.oid = ANY (e.extconfig) AS is_configuration
        FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
          AND d.objsubid = 0 AND d.deptype = 'e'
          AND d.refclassid = 'pg_catalog.pg_extension'::regclass) x ON true
      CROSS JOIN LATERAL (
        SELECT coalesce(pg_catalog.array_agg(a.attname::text ORDER BY a.attnum), '{}') AS columns
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND a.attgenerated = '') stored
      CROSS JOIN LATERAL (
        SELECT coalesce(pg_catalog.array_agg(a.attname::text ORDER BY a.attnum), '{}') AS names
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          AND a.attgenerated = '' AND a.atttypid IN (17, 25, 1043)) long
      WHERE c.relkind = 'r' AND c.relpersistence <> 't'
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND (x.is_member IS NULL OR x.is_configuration)
      ORDER BY bytes DESC, n.nspname, c.relname
      """;

  private Tables() {}

  /// A table as the catalogue has it.
  ///
  /// @param bytes with all that belongs to it
  /// @param toastBytes of values that are kept apart
  /// @param longColumns those whose values may be very long
  /// @param unreadable why its rows cannot be read; empty where they can
  record Found(
      long oid,
      String schema,
      String name,
      boolean isHeap,
      long pages,
      long bytes,
      long toastBytes,
      List<String> columns,
      List<String> longColumns,
      String condition,
      Optional<String> unreadable) {

    String quoted() {
      return Identifier.quoted(schema, name);
    }

    String readable() {
      return Identifier.readable(schema, name);
    }

    Relation relation(String file, Form form) {
      return new Relation(file, Kind.TABLE, schema, name, columns, condition, form);
    }
  }

  static List<Found> ask(Connection connection) {
    return Sql.list(connection, "its tables", QUERY, Tables::read);
  }

  private static Found read(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("oid"),
        row.getString("nspname"),
        row.getString("relname"),
        row.getBoolean("is_heap"),
        row.getLong("pages"),
        row.getLong("bytes"),
        row.getLong("toast_bytes"),
        Sql.array(row, "columns"),
        Sql.array(row, "long_columns"),
        condition(row.getString("condition")),
        unreadable(row));
  }

  /// An extension writes it with the word itself.
  private static String condition(@org.jspecify.annotations.Nullable String condition) {
    return condition == null ? "" : condition.strip().replaceFirst("(?i)^WHERE\\s+", "");
  }

  private static Optional<String> unreadable(ResultSet row) throws SQLException {
    if (!row.getBoolean("has_usage")) {
      return Optional.of("the role has no USAGE on its schema");
    }
    if (!row.getBoolean("has_select")) {
      return Optional.of("the role has no SELECT on it");
    }
    return row.getBoolean("is_away")
        ? Optional.of("unlogged, so it is not there on a standby; ask the primary")
        : Optional.empty();
  }
}
