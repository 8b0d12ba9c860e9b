package dev.migrator.database.postgres;

import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What comes after the rows: sequences, then all indexes in parallel, then the rest in the order
/// of the script, then materialized views.
final class Completion {
  private final Pool pool;
  private final Ledger ledger;
  private final Problems problems;
  private final int workers;

  Completion(Pool pool, Ledger ledger, Problems problems, int workers) {
    this.pool = pool;
    this.ledger = ledger;
    this.problems = problems;
    this.workers = workers;
  }

  void run(String sequences, String post, Catalogue catalogue) {
    List<Statement> statements = ScriptRun.statements(SchemaDump.POST, post);
    buildIndexes(statements.stream().filter(Statement::buildsIndex).toList());
    pool.use(connection -> {
      ScriptRun run = new ScriptRun(connection, ledger, problems);
      run.run(ScriptRun.statements(Documents.SEQUENCES, sequences));
      run.run(statements); // those that are done are skipped
      refresh(run, catalogue.populated());
    });
  }

  /// What fails here is tried once more in its place in the script, where it may find what it
  /// needs.
  private void buildIndexes(List<Statement> statements) {
    Queue<Statement> queue = new ConcurrentLinkedQueue<>(statements);
    List<Future<?>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      for (int i = 0; i < workers; i++) {
        running.add(
            threads.submit(() ->
                pool.use(connection -> {
                  ScriptRun run = new ScriptRun(connection, ledger, problems);
                  for (Statement next = queue.poll(); next != null; next = queue.poll()) {
                    tryOut(run, next);
                  }
                })));
      }
    }
    running.forEach(Completion::rethrow);
  }

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

  private static void rethrow(Future<?> ended) {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted after all had ended", e);
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
