package dev.migrator.database.mysql;

import dev.migrator.database.Problems;
import dev.migrator.database.mysql.Definition.Kind;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Makes objects, each with its entry in the [Ledger]. What the server refuses is a problem, and
/// the next one comes. Not for several threads; what it shares with others is.
final class DefinitionRun {
  private static final String MODE = "NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION";
  private static final String RIGHTS_NEEDED =
      "is owned by the user of the restore: naming another needs the right SET USER, SET_ANY_DEFINER or SUPER";

  private final Connection connection;
  private final Server server;
  private final Ledger ledger;
  private final Problems problems;

  DefinitionRun(Connection connection, Server server, Ledger ledger, Problems problems) {
    this.connection = connection;
    this.server = server;
    this.ledger = ledger;
    this.problems = problems;
  }

  /// Makes objects in the order given. One that is there is of an earlier run that was killed, and
  /// is made again.
  void make(List<Definition> definitions) {
    definitions.forEach(this::make);
  }

  private void make(Definition definition) {
    if (ledger.isDone(definition.title())) {
      return;
    }
    try {
      settings(definition);
      Sql.execute(connection, definition.drop());
      create(definition, definition.sql());
      ledger.enterNow(connection, definition.title());
    } catch (SQLException e) {
      refused(definition, e);
    }
  }

  /// With its definer, or without where we may not name one.
  private void create(Definition definition, String sql) throws SQLException {
    try {
      Sql.execute(connection, sql);
    } catch (SQLException e) {
      if (e.getErrorCode() != Failures.SPECIFIC_ACCESS_DENIED || !definition.hasDefiner()) {
        throw e;
      }
      Sql.execute(connection, definition.with(sql).withoutDefiner().sql());
      problems.loss("definer of " + definition.title(), RIGHTS_NEEDED);
    }
  }

  /// Makes views first without their definers, who may not be there, and whose views no other view
  /// could then be made on; those that need others come after them, found by trying. Then gives
  /// them their definers, the outermost first.
  void makeViews(List<Definition> views) {
    List<Definition> left =
        new ArrayList<>(views.stream().filter(view -> !ledger.isDone(view.title())).toList());
    List<Definition> made = makeUndefined(left);
    for (Definition view : made.reversed()) {
      try {
        settings(view);
        create(view, view.replacing());
        ledger.enterNow(connection, view.title());
      } catch (SQLException e) {
        refused(view, e);
      }
    }
  }

  private List<Definition> makeUndefined(List<Definition> views) {
    List<Definition> made = new ArrayList<>();
    List<Definition> left = views;
    while (!left.isEmpty()) {
      List<Definition> failed = new ArrayList<>();
      for (Definition view : left) {
        if (isMade(view)) {
          made.add(view);
        } else {
          failed.add(view);
        }
      }
      if (failed.size() == left.size()) {
        failed.forEach(this::report);
        return made;
      }
      left = failed;
    }
    return made;
  }

  private boolean isMade(Definition view) {
    try {
      settings(view);
      Sql.execute(connection, view.withoutDefiner().replacing());
      return true;
    } catch (SQLException e) {
      throwIfGone(view, e);
      return false;
    }
  }

  /// Tries once more, to tell what the server says.
  private void report(Definition view) {
    try {
      Sql.execute(connection, view.withoutDefiner().replacing());
    } catch (SQLException e) {
      refused(view, e);
    }
  }

  private void settings(Definition definition) throws SQLException {
    String mode = definition.sqlMode();
    boolean isOwn = definition.kind() != Kind.TABLE && definition.kind() != Kind.SEQUENCE;
    Sql.execute(
        connection,
        "SET SESSION sql_mode = "
            + Identifier.literal(isOwn && !mode.isEmpty() ? known(mode) : isOwn ? "" : MODE));
    if (!definition.collation().isEmpty()) {
      Sql.execute(
          connection,
          "SET SESSION collation_connection = " + Identifier.literal(definition.collation()));
    }
    Sql.execute(
        connection,
        "SET SESSION time_zone = "
            + Identifier.literal(
                definition.timeZone().isEmpty() ? "+00:00" : definition.timeZone()));
  }

  /// Modes that only the other product has are left out.
  private String known(String mode) {
    List<String> words = new ArrayList<>(List.of(mode.split(",", -1)));
    if (server.isMariaDb()) {
      words.remove("TIME_TRUNCATE_FRACTIONAL");
    } else {
      words.removeAll(
          List.of(
              "NO_AUTO_CREATE_USER",
              "POSTGRESQL",
              "ORACLE",
              "MSSQL",
              "DB2",
              "MAXDB",
              "NO_KEY_OPTIONS",
              "NO_TABLE_OPTIONS",
              "NO_FIELD_OPTIONS",
              "EMPTY_STRING_IS_NULL",
              "SIMULTANEOUS_ASSIGNMENT",
              "TIME_ROUND_FRACTIONAL",
              "IGNORE_BAD_TABLE_OPTIONS"));
    }
    return String.join(",", words);
  }

  private void refused(Definition definition, SQLException e) {
    throwIfGone(definition, e);
    problems.difference(definition.title(), Failures.said(e));
  }

  private static void throwIfGone(Definition definition, SQLException e) {
    StoreException failure = Failures.of("making " + definition.title(), e);
    if (failure.reason() == Reason.UNAVAILABLE || failure.reason() == Reason.ACCOUNT_GONE) {
      throw failure;
    }
  }

  /// Runs a statement that can be run twice.
  ///
  /// @param what for people
  void run(String what, String statement) {
    try {
      Sql.execute(connection, statement);
    } catch (SQLException e) {
      StoreException failure = Failures.of("running " + what, e);
      if (failure.reason().isTransient()) {
        throw failure;
      }
      problems.loss(what, Failures.said(e));
    }
  }
}
