package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Examination;
import dev.migrator.database.Problems;
import dev.migrator.database.Refusals;
import dev.migrator.database.SavedCut;
import dev.migrator.database.mysql.Definition.Kind;
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

  /// What is found, and how definitions are to be written there.
  record Found(Examination examination, Translation translation) {}

  Found run() {
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
      Server server = Server.ask(connection);
      server(server);
      engines(connection);
      keys(connection, server);
      Translation translation = Translation.ask(connection, catalogue.server());
      new AcrossProducts(catalogue, translation, problems).examine();
      return new Found(new Examination(goesOn, problems.list()), translation);
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
          "the target is %s, the source %s: what one of them does not know is refused or rewritten"
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

  /// The session has asked the server to want none, which is a right of its own.
  private void keys(Connection connection, Server server) {
    if (server.isMariaDb() || server.number() < Server.MAKES_KEYS) {
      return;
    }
    List<Definition> keyless =
        catalogue.definitions().stream()
            .filter(one -> one.kind() == Kind.TABLE && !one.sql().contains("PRIMARY KEY"))
            .toList();
    boolean isWanted = isOn(connection, "sql_require_primary_key");
    boolean isMade = isOn(connection, "sql_generate_invisible_primary_key");
    for (Definition table : keyless) {
      if (isMade && table.sql().contains(") ENGINE=InnoDB")) {
        problems.loss(
            table.title(), "the target gives it an invisible key, my_row_id, for it has none");
      } else if (isWanted) {
        problems.difference(
            table.title(),
            "it has no primary key, which the target wants: set sql_require_primary_key to OFF"
                + " there, or grant SESSION_VARIABLES_ADMIN to the user of the restore");
      }
    }
  }

  private static boolean isOn(Connection connection, String variable) {
    return Sql.one(
        connection, "its wish for keys", "SELECT @@" + variable, row -> row.getBoolean(1));
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
