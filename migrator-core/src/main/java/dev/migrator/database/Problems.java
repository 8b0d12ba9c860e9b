package dev.migrator.database;

import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DatabaseTarget.Problem.Kind;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What went wrong and did not end the restore. Safe for many threads at once.
public final class Problems {
  private final Queue<Problem> all = new ConcurrentLinkedQueue<>();

  public void loss(String what, String reason) {
    all.add(new Problem(Kind.LOSS, what, reason));
  }

  public void difference(String what, String reason) {
    all.add(new Problem(Kind.DIFFERENCE, what, reason));
  }

  public List<Problem> list() {
    return List.copyOf(all);
  }
}
