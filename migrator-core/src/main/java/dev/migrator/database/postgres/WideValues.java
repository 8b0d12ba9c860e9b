package dev.migrator.database.postgres;

import dev.migrator.database.postgres.Relation.Form;
import dev.migrator.database.postgres.Tables.Found;
import java.sql.Connection;
import java.util.stream.Collectors;

/// Finds tables with a row whose text would be longer than the server can send (1 GB). The lengths
/// are known without reading the values.
final class WideValues {
  private static final long SUSPECT_TOAST_BYTES = 64L << 20;
  private static final long MOST_TEXT_BYTES = 900L << 20;

  private WideValues() {}

  static Form formOf(Connection connection, Found table) {
    if (table.toastBytes() < SUSPECT_TOAST_BYTES || table.longColumns().isEmpty()) {
      return Form.TEXT;
    }
    String length =
        table.longColumns().stream()
            .map(Identifier::quoted)
            .map("2 * coalesce(pg_catalog.octet_length(%s)::bigint, 0)"::formatted)
            .collect(Collectors.joining(" + "));
    String greatest = "SELECT max(%s) FROM ONLY %s".formatted(length, table.quoted());
    long bytes =
        Sql.one(connection, "the lengths in " + table.readable(), greatest, row -> row.getLong(1));
    return bytes > MOST_TEXT_BYTES ? Form.BINARY : Form.TEXT;
  }
}
