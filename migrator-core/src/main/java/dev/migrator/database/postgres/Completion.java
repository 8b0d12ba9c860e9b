package dev.migrator.database.postgres;

import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What comes after the rows: all indexes; then sequences, the rest in the order of the script, and
/// materialized views.
final class Completion {
  private static final Statement DEFAULT_PLACE =
      new Statement("the default tablespace", "SET default_tablespace = ''");

  private final Pool pool;
  private final Ledger ledger;
  private final Problems problems;
  private final List<Statement> post;

  /// @param post the script of what comes after the rows
  Completion(Pool pool, Ledger ledger, Problems problems, String post) {
    this.pool = pool;
    this.ledger = ledger;
    this.problems = problems;
    this.post = ScriptRun.statements(SchemaDump.POST, post);
  }

  /// The statements that build indexes, each where the script would have it.
  List<Runnable> builds() {
    List<Runnable> builds = new ArrayList<>();
    Statement place = DEFAULT_PLACE;
    for (Statement statement : post) {
      if (statement.settingName().equals("default_tablespace")) {
        place = statement;
      } else if (statement.buildsIndex()) {
        Statement there = place;
        builds.add(() -> pool.use(connection -> build(connection, there, statement)));
      }
    }
    return builds;
  }

  private void build(Connection connection, Statement place, Statement index) {
    ScriptRun run = new ScriptRun(connection, ledger, problems);
    run.run(place);
    tryOut(run, index);
  }

  void run(String sequences, List<String> views) {
    pool.use(connection -> {
      ScriptRun run = new ScriptRun(connection, ledger, problems);
      run.run(ScriptRun.statements(Documents.SEQUENCES, sequences));
      run.run(post); // those that are done are skipped
      refresh(run, views);
    });
  }

  /// What fails here is tried once more in its place in the script, where it may find what it
  /// needs.
  private void tryOut(ScriptRun run, Statement statement) {
    if (!ledger.isDone(statement.step())) {
      try {
        run.execute(statement);
      } catch (SQLException e) {
        StoreException failure = Failures.of("running " + statement.title(), e);
        if (failure.reason().isTransient()) {
          throw failure;
        }
      }
    }
  }

  /// Those that read others come after them, found by trying.
  private void refresh(ScriptRun run, List<String> views) {
    List<String> left = new ArrayList<>(views);
    List<String> failed = new ArrayList<>();
    int before;
    do {
      before = left.size();
      failed.clear();
      for (String view : left) {
        try {
          Statement refresh = new Statement("refresh " + view, "REFRESH MATERIALIZED VIEW " + view);
          if (!ledger.isDone(refresh.step())) {
            run.execute(refresh);
          }
        } catch (SQLException e) {
          failed.add(view);
        }
      }
      left = List.copyOf(failed);
    } while (!left.isEmpty() && left.size() < before);
    left.forEach(
        view -> run.run(new Statement("refresh " + view, "REFRESH MATERIALIZED VIEW " + view)));
  }
}
