package dev.migrator.database.postgres;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import java.sql.Connection;

/// Finds out whether a database can hold documents. Changes nothing.
final class DocumentPreflight {
  private final Connector connector;
  private final Connection connection;

  DocumentPreflight(Connector connector, Connection connection) {
    this.connector = connector;
    this.connection = connection;
  }

  /// @throws UsageException if not all texts have a place in it
  void requireEncoding() {
    String encoding = Server.ask(connection).encoding();
    if (!encoding.equals(DatabaseCreation.UTF8)) {
      throw new UsageException(
          "%s is encoded in %s, which has not all characters that documents may have"
              .formatted(connector.label(), encoding),
          "Choose a database in UTF8, or a name that does not exist yet with create: true.");
    }
  }

  /// @throws StoreException if we may not create tables in our schema
  void requireRights() {
    String schema = schema();
    boolean mayCreate =
        Sql.one(
            connection,
            "our rights",
            "SELECT pg_catalog.has_schema_privilege(?, 'CREATE')",
            row -> row.getBoolean(1),
            schema);
    if (!mayCreate) {
      throw new StoreException(
          Reason.FORBIDDEN,
          "the role %s may not create tables in the schema %s of %s"
              .formatted(connector.address().user(), schema, connector.label()),
          "Restore as the schema's owner, or GRANT CREATE ON SCHEMA to the role.",
          null);
    }
  }

  /// Where the role's tables are made, if nobody says otherwise.
  ///
  /// @throws UsageException if there is none
  String schema() {
    String tried = "looking for the schema of new tables";
    Sql.run(connection, tried, "RESET search_path");
    String schema =
        Sql.one(
            connection,
            "the schema of new tables",
            "SELECT coalesce(pg_catalog.current_schema(), '')",
            row -> row.getString(1));
    Sql.run(connection, tried, "SET search_path = ''");
    if (schema.isEmpty()) {
      throw new UsageException(
          "the role %s has no schema in %s to make tables in"
              .formatted(connector.address().user(), connector.label()),
          "Create the schema public, or set the role's search_path to one that is there.");
    }
    return schema;
  }
}
