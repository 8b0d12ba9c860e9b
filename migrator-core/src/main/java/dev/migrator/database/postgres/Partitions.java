package dev.migrator.database.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Leaves of partitioned tables. Which one a row belongs to may differ from server to server:
/// hashes of enumerations are those of their numbers, and bounds of text follow the collation.
final class Partitions {
  private static final String QUERY =
      """
      SELECT n.nspname, c.relname, rn.nspname AS root_schema, r.relname AS root
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class r ON r.oid = pg_catalog.pg_partition_root(c.oid)
      JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
      WHERE c.relispartition AND c.relkind = 'r'
      """;

  private Partitions() {}

  record Leaf(String schema, String name, String rootSchema, String rootName) {
    String readable() {
      return Identifier.readable(schema, name);
    }

    String quoted() {
      return Identifier.quoted(schema, name);
    }

    String quotedRoot() {
      return Identifier.quoted(rootSchema, rootName);
    }

    String readableRoot() {
      return Identifier.readable(rootSchema, rootName);
    }
  }

  static List<Leaf> ask(Connection connection) {
    return Sql.list(connection, "its partitions", QUERY, Partitions::read);
  }

  /// For each leaf the table that it is a partition of, both quoted.
  static Map<String, String> roots(Connection connection) {
    return ask(connection).stream().collect(Collectors.toMap(Leaf::quoted, Leaf::quotedRoot));
  }

  /// The table that a leaf is a partition of, quoted.
  static Optional<String> rootOf(Connection connection, Relation relation) {
    String leaf = QUERY + " AND n.nspname = ? AND c.relname = ?";
    return Sql.list(
            connection,
            "the whole of " + relation.readable(),
            leaf,
            Partitions::read,
            relation.schema(),
            relation.table())
        .stream()
        .map(Leaf::quotedRoot)
        .findFirst();
  }

  private static Leaf read(ResultSet row) throws SQLException {
    return new Leaf(
        row.getString("nspname"),
        row.getString("relname"),
        row.getString("root_schema"),
        row.getString("root"));
  }
}
