package dev.migrator.database.postgres;

import java.sql.Connection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The list of all objects of a database that are its customer's own: neither the server's nor an
/// extension's, nor what the server makes by itself for another (a partition's part of a
/// constraint), nor what was only mentioned and never made (shell operators).
final class SchemaObjects {
  /// Catalogues with the objects that one can name (PostgreSQL, `pg_identify_object`).
  private static final List<String> CATALOGUES =
      List.of(
          "pg_am",
          "pg_cast",
          "pg_class",
          "pg_collation",
          "pg_constraint",
          "pg_conversion",
          "pg_default_acl",
          "pg_event_trigger",
          "pg_extension",
          "pg_foreign_data_wrapper",
          "pg_foreign_server",
          "pg_language",
          "pg_namespace",
          "pg_opclass",
          "pg_operator",
          "pg_opfamily",
          "pg_policy",
          "pg_proc",
          "pg_publication",
          "pg_rewrite",
          "pg_statistic_ext",
          "pg_transform",
          "pg_trigger",
          "pg_ts_config",
          "pg_ts_dict",
          "pg_ts_parser",
          "pg_ts_template",
          "pg_type",
          "pg_user_mapping");

  /// Numbers below are the server's own (`FirstNormalObjectId`).
  private static final int FIRST_OWN = 16_384;

  private SchemaObjects() {}

  /// Kind and name of each, as `table public.users`.
  static SortedSet<String> ask(Connection connection) {
    List<String> parts =
        CATALOGUES.stream()
            .map(
                "SELECT 'pg_catalog.%1$s'::regclass AS classid, oid FROM pg_catalog.%1$s"
                    ::formatted)
            .toList();
    String query =
        """
        SELECT i.type || ' ' || i.identity
        FROM (%s) o
        CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.classid, o.oid, 0) i
        WHERE o.oid >= %d AND i.identity IS NOT NULL
          AND NOT (o.classid = 'pg_catalog.pg_operator'::regclass AND EXISTS (
            SELECT FROM pg_catalog.pg_operator p WHERE p.oid = o.oid AND p.oprcode = 0))
          AND NOT (o.classid = 'pg_catalog.pg_constraint'::regclass AND EXISTS (
            SELECT FROM pg_catalog.pg_constraint k WHERE k.oid = o.oid AND k.conparentid <> 0))
          AND coalesce(i.schema, '') !~ '^pg_(toast|temp)' AND i.identity !~ '^pg_(toast|temp)'
          AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend d
            WHERE d.classid = o.classid AND d.objid = o.oid AND d.objsubid = 0
              AND d.deptype IN ('e', 'i'))
        """
            .formatted(String.join(" UNION ALL ", parts), FIRST_OWN);
    return new TreeSet<>(Sql.texts(connection, "its objects", query));
  }
}
