package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Examination;
import dev.migrator.database.Problems;
import dev.migrator.database.SavedCut;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds out, before anything moves, what a restore to a server will meet. Changes nothing.
final class Preflight {
  private final Connector connector;
  private final SavedCut saved;
  private final Catalogue catalogue;
  private final Creation creation;
  private final Problems problems = new Problems();

  Preflight(Connector connector, SavedCut saved, Catalogue catalogue, Creation creation) {
    this.connector = connector;
    this.saved = saved;
    this.catalogue = catalogue;
    this.creation = creation;
  }

  Examination run() {
    Connection connection;
    boolean isThere = true;
    try {
      connection = connector.open();
    } catch (StoreException e) {
      if (e.reason() != Reason.NO_SUCH_STORE || creation == Creation.FORBIDDEN) {
        throw missing(e);
      }
      isThere = false;
      connection = connector.open(DatabaseCreation.MAINTENANCE);
    }
    try {
      boolean goesOn = isThere && goesOn(connection);
      if (isThere && !goesOn) {
        requireEmpty(connection);
        requireRights(connection);
      }
      server(connection);
      extensions(connection);
      if (isThere) {
        collation(connection);
      }
      if (saved.document(SchemaDump.PRE).isEmpty()) {
        problems.difference("schema", "the bundle has none: see its gaps");
      }
      return new Examination(goesOn, problems.list());
    } finally {
      Sql.close(connection);
    }
  }

  private StoreException missing(StoreException e) {
    return e.reason() == Reason.NO_SUCH_STORE
        ? new StoreException(
            e.reason(),
            String.valueOf(e.getMessage()),
            "Check host and name, or write create: true in the targets file.",
            e)
        : e;
  }

  /// Whether an earlier run of this restore has begun here.
  private boolean goesOn(Connection connection) {
    List<String> cuts = Ledger.cuts(connection);
    if (!cuts.isEmpty() && !cuts.contains(saved.id())) {
      throw new UsageException(
          "%s holds the beginning of another restore".formatted(connector.label()),
          "Go on with that one, or choose an empty database.");
    }
    return !cuts.isEmpty();
  }

  private void requireEmpty(Connection connection) {
    List<String> foreign =
        SchemaObjects.ask(connection, List.of()).stream()
            .filter(object -> !object.startsWith("extension ") && !object.equals("schema public"))
            .toList();
    if (!foreign.isEmpty()) {
      throw new UsageException(
          "%s is not empty: it holds %d objects, as %s"
              .formatted(connector.label(), foreign.size(), foreign.getFirst()),
          "Choose an empty database, or a name that does not exist yet with create: true.");
    }
  }

  private void requireRights(Connection connection) {
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

  private void server(Connection connection) {
    Server server = Server.ask(connection);
    if (server.number() / 10_000 < catalogue.serverNumber() / 10_000) {
      problems.loss(
          "version",
          "the target runs %s, older than the source's %s: it may refuse what it does not know"
              .formatted(server.product(), saved.cut().server()));
    }
  }

  private void extensions(Connection connection) {
    Map<String, String> available = new HashMap<>();
    Sql.list(
        connection,
        "available extensions",
        "SELECT name, default_version FROM pg_catalog.pg_available_extensions",
        row -> available.put(row.getString(1), row.getString(2)));
    List<String> missing = new ArrayList<>(catalogue.extensions().keySet());
    missing.removeAll(available.keySet());
    for (String name : missing) {
      problems.loss(
          "extension " + name,
          "the target does not have it: install its package there first, or lose what depends on it");
    }
  }

  private void collation(Connection connection) {
    Collation here = Collation.ask(connection, Server.ask(connection).major());
    Collation before = catalogue.collation();
    if (!here.collate().equals(before.collate()) || !here.locale().equals(before.locale())) {
      problems.loss(
          "collation",
          "the target sorts by %s%s, the source by %s%s: orders, and what is equal, may differ"
              .formatted(here.collate(), here.locale(), before.collate(), before.locale()));
    } else if (!here.version().equals(before.version())) {
      problems.loss(
          "collation version",
          "%s of the target, %s of the source".formatted(here.version(), before.version()));
    }
    String encoding = Server.ask(connection).encoding();
    if (!encoding.equals(catalogue.encoding())) {
      problems.loss(
          "encoding",
          "the target has %s, the source %s: texts are converted"
              .formatted(encoding, catalogue.encoding()));
    }
  }
}
