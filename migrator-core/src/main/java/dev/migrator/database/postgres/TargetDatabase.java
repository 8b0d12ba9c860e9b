package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.Refusals;
import dev.migrator.database.SavedCut;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.util.List;
import java.util.function.Predicate;

/// The database that a restore is to go to, before anything is changed. Not for several threads.
///
/// @param connection to it, or where it is not there and may be made, to the server
record TargetDatabase(Connector connector, Connection connection, boolean isThere)
    implements AutoCloseable {

  /// The caller closes it.
  static TargetDatabase open(Connector connector, Creation creation) {
    try {
      return new TargetDatabase(connector, connector.open(), true);
    } catch (StoreException e) {
      if (e.reason() != Reason.NO_SUCH_STORE || creation == Creation.FORBIDDEN) {
        throw Refusals.withoutDatabase(e);
      }
    }
    return new TargetDatabase(connector, connector.open(DatabaseCreation.MAINTENANCE), false);
  }

  /// @param bears which of [SchemaObjects] may be there already
  /// @return whether an earlier run has begun
  /// @throws dev.migrator.error.UsageException if it holds something else
  /// @throws StoreException if we may not create anything in it
  boolean requireFree(SavedCut saved, Predicate<String> bears) {
    if (!isThere) {
      return false;
    }
    boolean goesOn = Refusals.goesOn(connector.label(), Ledger.cuts(connection), saved);
    if (!goesOn) {
      requireEmpty(bears);
      requireRights();
    }
    return goesOn;
  }

  private void requireEmpty(Predicate<String> bears) {
    List<String> foreign =
        SchemaObjects.ask(connection, List.of()).stream()
            .filter(object -> !object.startsWith("extension "))
            .filter(bears.negate())
            .toList();
    Refusals.requireEmpty(connector.label(), foreign);
  }

  private void requireRights() {
    boolean mayCreate =
        Sql.one(
            connection,
            "our rights",
            """
            SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
            """,
            row -> row.getBoolean(1));
    if (!mayCreate) {
      throw new StoreException(
          Reason.FORBIDDEN,
          "the role %s may not create anything in %s"
              .formatted(connector.address().user(), connector.label()),
          "Restore as the database's owner, or GRANT CREATE ON DATABASE to the role.",
          null);
    }
  }

  @Override
  public void close() {
    Sql.close(connection);
  }
}
