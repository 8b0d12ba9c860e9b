package dev.migrator.database.postgres;

import java.sql.Connection;
import java.util.List;

/// Large objects: their numbers, owners, grants and comments as a script. `pg_dump` leaves them out
/// of a schema.
final class Blobs {
  /// Where their pages come to before they are written into objects.
  static final String TABLE = "pg_temp.migrator_pages";

  static final String CREATE_TABLE =
      "CREATE TEMPORARY TABLE IF NOT EXISTS migrator_pages (oid oid, page bigint, data bytea)";
  static final String WRITE_PAGES =
      "SELECT count(pg_catalog.lo_put(oid, page * 262144, data)) FROM " + TABLE;
  static final String CLEAR_TABLE = "TRUNCATE " + TABLE;

  /// Of an object `m`: whether we may read it.
  static final String IS_READABLE =
      """
      (pg_catalog.pg_has_role(m.lomowner, 'USAGE') OR EXISTS (
        SELECT FROM pg_catalog.aclexplode(m.lomacl) a WHERE a.privilege_type = 'SELECT'
          AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE'))))\
      """;

  private Blobs() {}

  /// Numbers of those that we may not read.
  static List<Long> unreadable(Connection connection) {
    return Sql.list(
        connection,
        "large objects that are closed to us",
        "SELECT m.oid::bigint FROM pg_catalog.pg_largeobject_metadata m WHERE NOT "
            + IS_READABLE
            + " ORDER BY 1",
        row -> row.getLong(1));
  }

  /// @return empty where there are none that we may read
  static String script(Connection connection) {
    String statements =
        """
        WITH m AS (SELECT * FROM pg_catalog.pg_largeobject_metadata m WHERE %s)
        SELECT statement FROM (
          SELECT m.oid, 1 AS step,
                 pg_catalog.format('SELECT pg_catalog.lo_create(%%1$s);', m.oid) AS statement
          FROM m
          UNION ALL
          SELECT m.oid, 2, pg_catalog.format('ALTER LARGE OBJECT %%s OWNER TO %%I;', m.oid, r.rolname)
          FROM m JOIN pg_catalog.pg_roles r ON r.oid = m.lomowner
          UNION ALL
          SELECT m.oid, 3, pg_catalog.format('GRANT %%s ON LARGE OBJECT %%s TO %%s%%s;',
                   a.privilege_type, m.oid,
                   CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(r.rolname) END,
                   CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM m, LATERAL pg_catalog.aclexplode(m.lomacl) a
          LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
          WHERE a.grantee <> m.lomowner AND (a.grantee = 0 OR r.rolname IS NOT NULL)
          UNION ALL
          SELECT m.oid, 4, pg_catalog.format('COMMENT ON LARGE OBJECT %%s IS %%L;', m.oid, d.description)
          FROM m JOIN pg_catalog.pg_description d
            ON d.objoid = m.oid AND d.classoid = 'pg_catalog.pg_largeobject'::regclass) s
        ORDER BY oid, step, statement
        """
            .formatted(IS_READABLE);
    return String.join("\n", Sql.texts(connection, "its large objects", statements));
  }
}
