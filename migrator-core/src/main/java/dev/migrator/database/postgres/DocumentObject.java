package dev.migrator.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Something that belongs to a [DocumentPlace].
///
/// @param table its name
/// @param names of a primary key the columns in order, of an index its own; of a table none
record DocumentObject(Kind kind, String table, List<String> names) {
  private static final String QUERY =
      """
      SELECT 'TABLE' AS kind, t.relname::text AS name, '{}'::text[] AS names
      FROM pg_catalog.pg_class t
      WHERE t.relnamespace = ?::regnamespace AND t.relkind = 'r'
      UNION ALL
      SELECT 'PRIMARY_KEY', t.relname::text, k.names
      FROM pg_catalog.pg_constraint c
      JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
      CROSS JOIN LATERAL (
        SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.place) AS names
        FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY k (number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) k
      WHERE t.relnamespace = ?::regnamespace AND c.contype = 'p'
      UNION ALL
      SELECT 'INDEX', t.relname::text, ARRAY[i.relname::text]
      FROM pg_catalog.pg_index x
      JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
      JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
      WHERE t.relnamespace = ?::regnamespace AND x.indisvalid
      """;

  enum Kind {
    TABLE,
    PRIMARY_KEY,
    INDEX
  }

  static DocumentObject table(DocumentPlace place) {
    return new DocumentObject(Kind.TABLE, place.name(), List.of());
  }

  static DocumentObject primaryKey(DocumentPlace place) {
    return new DocumentObject(Kind.PRIMARY_KEY, place.name(), place.keyColumns());
  }

  static DocumentObject index(DocumentPlace place, int number) {
    return new DocumentObject(Kind.INDEX, place.name(), List.of(place.indexes().get(number)));
  }

  /// What comes after the rows of a place.
  static List<DocumentObject> built(DocumentPlace place) {
    List<DocumentObject> built = new ArrayList<>(List.of(primaryKey(place)));
    for (int number = 0; number < place.indexes().size(); number++) {
      built.add(index(place, number));
    }
    return built;
  }

  /// All that are there.
  static Set<DocumentObject> ask(Connection connection, String schema) {
    String name = Identifier.readable(schema);
    return new HashSet<>(
        Sql.list(connection, "tables and indexes", QUERY, DocumentObject::read, name, name, name));
  }

  private static DocumentObject read(ResultSet row) throws SQLException {
    return new DocumentObject(
        Kind.valueOf(row.getString("kind")), row.getString("name"), Sql.array(row, "names"));
  }

  String readable() {
    return switch (kind) {
      case TABLE -> "table " + Identifier.readable(table);
      case PRIMARY_KEY -> "primary key of " + Identifier.readable(table);
      case INDEX ->
          "index %s of %s"
              .formatted(Identifier.readable(names.getFirst()), Identifier.readable(table));
    };
  }
}
