package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Examination;
import dev.migrator.database.Problems;
import dev.migrator.database.Refusals;
import dev.migrator.database.SavedCut;
import dev.migrator.database.mysql.Relation.Rows;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

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
      connection = connector.open(Connector.Use.WORDS);
    } catch (StoreException e) {
      if (e.reason() != Reason.NO_SUCH_STORE || creation == Creation.FORBIDDEN) {
        throw Refusals.withoutDatabase(e);
      }
      isThere = false;
      connection = connector.openServer();
    }
    try {
      boolean goesOn =
          isThere && Refusals.goesOn(connector.label(), Ledger.cuts(connection), saved);
      if (isThere && !goesOn) {
        requireEmpty(connection);
      }
      server(Server.ask(connection));
      engines(connection);
      return new Examination(goesOn, problems.list());
    } finally {
      Sql.close(connection);
    }
  }

  private void requireEmpty(Connection connection) {
    List<String> foreign =
        SchemaObjects.ask(connection).stream()
            .filter(object -> !object.matches("(?s)(column|index|constraint) .*"))
            .toList();
    Refusals.requireEmpty(connector.label(), foreign);
  }

  private void server(Server server) {
    Server source = catalogue.server();
    if (server.product() != source.product()) {
      problems.loss(
          "product",
          "the target is %s, the source %s: each refuses some of what the other has"
              .formatted(server.title(), source.title()));
    } else if (server.number() / 100 < source.number() / 100) {
      problems.loss(
          "version",
          "the target runs %s, older than the source's %s: it may refuse what it does not know"
              .formatted(server.title(), source.title()));
    }
    if (server.foldsNames() && !source.foldsNames()) {
      problems.loss("names", "the target takes two tables for one whose names differ only in case");
    }
    history(server);
  }

  private void history(Server server) {
    boolean isKept =
        catalogue.relations().stream().anyMatch(relation -> relation.rows() == Rows.WITH_HISTORY);
    if (!isKept) {
      return;
    }
    if (!server.isMariaDb() || server.number() < Server.HISTORY_CAN_BE_WRITTEN) {
      problems.difference(
          "history",
          "system-versioned tables need MariaDB 10.11 or later: they will not be loaded");
    } else if (endOfTime(server) != endOfTime(catalogue.server())) {
      problems.difference(
          "history",
          "MariaDB 11.5 and later end the time of a row that is current in 2106, earlier ones in"
              + " 2038: restore to %s".formatted(catalogue.server().title()));
    }
  }

  private static boolean endOfTime(Server server) {
    return server.number() >= Server.LATER_END_OF_TIME;
  }

  private void engines(Connection connection) {
    Set<String> there = new TreeSet<>();
    Sql.texts(
            connection,
            "its engines",
            "SELECT ENGINE FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')")
        .forEach(engine -> there.add(engine.toLowerCase(Locale.ROOT)));
    catalogue.relations().stream()
        .map(Relation::engine)
        .distinct()
        .filter(engine -> !there.contains(engine.toLowerCase(Locale.ROOT)))
        .forEach(engine ->
            problems.loss(
                "engine " + engine, "the target does not have it: it refuses such tables"));
  }
}
