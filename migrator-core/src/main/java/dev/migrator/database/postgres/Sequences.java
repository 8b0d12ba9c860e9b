package dev.migrator.database.postgres;

import dev.migrator.database.Omission;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Where sequences stand, as a script. They do not follow transactions, so they are read after the
/// rows: what they gave out by then is never given out again.
final class Sequences {
  private static final String QUERY =
      """
      SELECT n.nspname, c.relname,
             pg_catalog.has_schema_privilege(n.oid, 'USAGE')
               AND pg_catalog.has_sequence_privilege(c.oid, 'SELECT') AS is_readable
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'
        AND n.nspname <> 'information_schema'
        AND NOT (c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery())
        AND NOT EXISTS (
          SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
          WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
            AND d.deptype = 'e' AND NOT coalesce(c.oid = ANY (e.extconfig), false))
      ORDER BY 1, 2
      """;

  private final StringBuilder script = new StringBuilder();
  private final List<Omission> omissions = new ArrayList<>();

  private record Sequence(String schema, String name, boolean isReadable) {
    String what() {
      return "sequence " + Identifier.readable(schema, name);
    }
  }

  private Sequences() {}

  static Sequences read(Connection connection) {
    Sequences sequences = new Sequences();
    for (Sequence sequence :
        Sql.list(
            connection,
            "its sequences",
            QUERY,
            row -> new Sequence(row.getString(1), row.getString(2), row.getBoolean(3)))) {
      sequences.read(connection, sequence);
    }
    return sequences;
  }

  private void read(Connection connection, Sequence sequence) {
    if (!sequence.isReadable) {
      omissions.add(
          new Omission(sequence.what(), Gap.Code.FORBIDDEN, "the role has no SELECT on it"));
      return;
    }
    String name = Identifier.quoted(sequence.schema, sequence.name);
    try {
      String statement =
          Sql.one(
              connection,
              sequence.what(),
              "SELECT last_value, is_called FROM " + name,
              row -> setting(sequence, row.getLong(1), row.getBoolean(2)));
      script.append(statement);
    } catch (StoreException e) {
      if (e.reason().isTransient()) {
        throw e;
      }
      omissions.add(
          new Omission(sequence.what(), Gap.Code.UNREADABLE, String.valueOf(e.getMessage())));
    }
  }

  private static String setting(Sequence sequence, long last, boolean isCalled) {
    String name = Identifier.regclass(sequence.schema, sequence.name);
    return "SELECT pg_catalog.setval(%s, %d, %b);\n"
        .formatted(Identifier.literal(name), last, isCalled);
  }

  String script() {
    return script.toString();
  }

  List<Omission> omissions() {
    return omissions;
  }
}
