package dev.migrator.database;

import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.DatabaseTarget.Problem.Kind;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What went wrong and did not end the restore. Safe for many threads at once.
public final class Problems {
  /// A step that is tried again is refused in the same words.
  private final Set<Problem> all = Collections.synchronizedSet(new LinkedHashSet<>());

  public void loss(String what, String reason) {
    all.add(new Problem(Kind.LOSS, what, reason));
  }

  public void difference(String what, String reason) {
    all.add(new Problem(Kind.DIFFERENCE, what, reason));
  }

  /// Whether something is told of it already.
  public boolean tellOf(String what) {
    return list().stream().anyMatch(problem -> problem.what().equals(what));
  }

  public List<Problem> list() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }
}
