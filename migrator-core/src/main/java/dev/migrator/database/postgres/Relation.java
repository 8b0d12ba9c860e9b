package dev.migrator.database.postgres;

import java.util.List;
import java.util.stream.Collectors;

/// Something whose rows are copied.
///
/// @param name of its files, as `tables/t000001`
/// @param columns those that are stored, in the table's order
/// @param condition of the rows that are the customer's, where others come with an extension; empty
///   for all
/// @param form of COPY
record Relation(
    String name,
    Kind kind,
    String schema,
    String table,
    List<String> columns,
    String condition,
    Form form) {

  enum Kind {
    TABLE,
    /// All large objects, as rows of `oid`, `page`, `data`.
    LARGE_OBJECTS
  }

  enum Form {
    TEXT,
    /// For tables with values whose text would be longer than the server can send.
    BINARY
  }

  static final String LARGE_OBJECTS = "large objects";
  private static final int PAGE_BYTES = 1 << 18;
  private static final List<String> PAGE_COLUMNS = List.of("oid", "page", "data");

  static Relation largeObjects(String name) {
    return new Relation(name, Kind.LARGE_OBJECTS, "", LARGE_OBJECTS, PAGE_COLUMNS, "", Form.TEXT);
  }

  String readable() {
    return kind == Kind.TABLE ? Identifier.readable(schema, table) : LARGE_OBJECTS;
  }

  String quoted() {
    return Identifier.quoted(schema, table);
  }

  private String columnList() {
    return columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
  }

  /// @param range a condition; empty for all rows
  String copyOut(String range, String encoding) {
    return "COPY " + rows(range) + " TO STDOUT " + options(encoding);
  }

  private String rows(String range) {
    if (kind == Kind.LARGE_OBJECTS) {
      return pages(range);
    }
    String where = and(condition.isEmpty() ? "" : "(" + condition + ")", range);
    if (where.isEmpty()) {
      return quoted() + list();
    }
    return "(SELECT %s FROM ONLY %s WHERE %s)".formatted(columnList(), quoted(), where);
  }

  private static String and(String left, String right) {
    return left.isEmpty() || right.isEmpty() ? left + right : left + " AND " + right;
  }

  private String list() {
    return columns.isEmpty() ? "" : " (" + columnList() + ")";
  }

  /// The length of a large object is only to be had from an open one; the order of these steps is
  /// kept by `OFFSET 0`.
  private static String pages(String range) {
    return """
    (SELECT o.oid, p.page, pg_catalog.lo_get(o.oid, p.page * %1$d, %1$d)
     FROM (SELECT m.oid, pg_catalog.lo_open(m.oid, 262144) AS fd
           FROM pg_catalog.pg_largeobject_metadata m WHERE %2$s
               ORDER BY 1 OFFSET 0) f,
     LATERAL (SELECT f.oid, pg_catalog.lo_lseek64(f.fd, 0, 2) AS size OFFSET 0) s,
     LATERAL (SELECT s.oid, s.size, pg_catalog.lo_close(f.fd) OFFSET 0) o,
     LATERAL pg_catalog.generate_series(0::bigint, greatest(o.size - 1, 0) / %1$d) AS p(page))\
    """
        .formatted(PAGE_BYTES, and(Blobs.IS_READABLE, range));
  }

  private String options(String encoding) {
    return form == Form.BINARY ? "(FORMAT binary)" : "(ENCODING '" + encoding + "')";
  }

  /// The statement that takes what [#copyOut] gave.
  String copyIn(String encoding) {
    return copyInto(kind == Kind.TABLE ? quoted() : Blobs.TABLE, encoding);
  }

  /// The same for another table.
  ///
  /// @param table quoted
  String copyInto(String table, String encoding) {
    return "COPY " + table + list() + " FROM STDIN " + options(encoding);
  }

  RowHasher hasher() {
    return form == Form.BINARY ? new BinaryRows(columns) : new TextRows(columns);
  }

  /// File of a part of it.
  String file(int part) {
    return "%s.c%04d.%s".formatted(name, part, form == Form.BINARY ? "bin" : "copy");
  }
}
