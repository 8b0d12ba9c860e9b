package dev.migrator.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong within one file, held back until it is known whether its stored bytes are the
/// right ones: if they are not, that is all there is to say. Not for several threads.
final class Problems {
  private static final int MAX = 1000;

  private record Problem(FindingCode code, @Nullable String key, String detail) {
    int depth() {
      return switch (code) {
        case V013 -> 3;
        case V015, V016 -> 2;
        case V001, V002, V003, V004, V005, V006, V007, V008, V009, V010, V011, V012, V014 -> 1;
      };
    }
  }

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

  /// Tells the problems that lie deepest: where a volume is not built as it should be, its members
  /// cannot be judged; where members are wrong, its notes do not agree with them either.
  void report(Findings findings, String path, @Nullable String source) {
    int deepest = problems.stream().mapToInt(Problem::depth).max().orElse(0);
    for (Problem problem : problems) {
      if (problem.depth() == deepest) {
        findings.add(problem.code, path, source, problem.key, problem.detail);
      }
    }
    if (beyond > 0) {
      findings.note("%s has %d findings more".formatted(path, beyond));
    }
  }
}
