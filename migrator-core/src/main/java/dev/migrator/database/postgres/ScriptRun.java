package dev.migrator.database.postgres;

import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the statements of scripts, each with its entry in the [Ledger] in one transaction. What the
/// server refuses is a problem, and the next statement comes. Not for several threads; what it
/// shares with others is.
final class ScriptRun {
  private static final String UNKNOWN_PARAMETER = "42704";
  private static final String EXISTS_ALREADY = "42P06";
  private static final String FORBIDDEN = "42501";

  private final Connection connection;
  private final Ledger ledger;
  private final Problems problems;

  ScriptRun(Connection connection, Ledger ledger, Problems problems) {
    this.connection = connection;
    this.ledger = ledger;
    this.problems = problems;
  }

  /// @param name of the script: its steps are called after it
  static List<Statement> statements(String name, String script) {
    List<Statement> statements = new ArrayList<>();
    for (String sql : SqlScript.statements(script)) {
      statements.add(new Statement(name + " " + (statements.size() + 1), sql));
    }
    return statements;
  }

  void run(List<Statement> statements) {
    statements.forEach(this::run);
  }

  void run(Statement statement) {
    if (statement.isSetting()) {
      set(statement);
      return;
    }
    attempt(statement).ifPresent(e -> refused(statement, e));
  }

  /// Runs a statement that an earlier run has not.
  ///
  /// @return what the server said where it refused it
  Optional<SQLException> attempt(Statement statement) {
    if (!ledger.isDone(statement.step())) {
      try {
        execute(statement);
      } catch (SQLException e) {
        throwIfGone(statement, e);
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /// Runs a statement whose failure is the caller's to judge.
  void execute(Statement statement) throws SQLException {
    connection.setAutoCommit(false);
    try (var run = connection.createStatement()) {
      run.setEscapeProcessing(false);
      if (Ledger.enter(connection, statement.step())) {
        run.execute(statement.sql());
        warnings(run.getWarnings());
      }
      connection.commit();
      ledger.committed(statement.step());
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private void warnings(@org.jspecify.annotations.Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      if (String.valueOf(warning.getMessage()).contains(" comes without ")) {
        problems.loss("role", String.valueOf(warning.getMessage()));
      }
    }
  }

  private void refused(Statement statement, SQLException e) {
    String said = Failures.said(e);
    if (Failures.state(e).equals(EXISTS_ALREADY) && statement.sql().contains("\"public\"")) {
      return; // every database has it from the start
    }
    boolean isForbidden = Failures.state(e).equals(FORBIDDEN);
    if (statement.isOfRights() || (statement.isBlock() && isForbidden)) {
      problems.loss("owner or grant", said.lines().findFirst().orElse(said));
    } else {
      problems.difference(statement.title(), Failures.toldOf(e));
    }
  }

  private static void throwIfGone(Statement statement, SQLException e) {
    StoreException failure = Failures.of("running " + statement.title(), e);
    if (failure.reason() == Reason.UNAVAILABLE || failure.reason() == Reason.ACCOUNT_GONE) {
      throw failure;
    }
  }

  /// A place for tables that is not there is replaced by the usual one.
  private void set(Statement statement) {
    try (var run = connection.createStatement()) {
      run.execute(statement.sql());
    } catch (SQLException e) {
      throwIfGone(statement, e);
      switch (statement.settingName()) {
        case "default_tablespace" -> {
          problems.loss("tablespace", first(e) + "; the default one is used");
          Sql.run(connection, "choosing the default tablespace", "SET default_tablespace = ''");
        }
        case "default_table_access_method" -> {
          problems.loss("access method", first(e) + "; heap is used");
          Sql.run(connection, "choosing heap", "SET default_table_access_method = heap");
        }
        default -> {
          if (!Failures.state(e).equals(UNKNOWN_PARAMETER)) {
            problems.difference(statement.title(), first(e));
          } // else it was meant for a newer server than this one
        }
      }
    }
  }

  private static String first(SQLException e) {
    return Failures.said(e).lines().findFirst().orElse("");
  }
}
