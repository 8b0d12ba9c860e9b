package dev.migrator.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong within one file, held back until it is known whether its stored bytes are the
/// right ones: if they are not, that is all there is to say. Not for several threads.
final class Problems {
  private static final int MAX = 1000;

  private record Problem(FindingCode code, @Nullable String key, String detail) {}

  private final List<Problem> problems = new ArrayList<>();
  private long beyond;

  void add(FindingCode code, String detail) {
    add(code, null, detail);
  }

  void add(FindingCode code, @Nullable String key, String detail) {
    if (problems.size() < MAX) {
      problems.add(new Problem(code, key, detail));
    } else {
      beyond++;
    }
  }

  void report(Findings findings, String path, @Nullable String source) {
    for (Problem problem : problems) {
      findings.add(problem.code, path, source, problem.key, problem.detail);
    }
    if (beyond > 0) {
      findings.note("%s has %d findings more".formatted(path, beyond));
    }
  }
}
