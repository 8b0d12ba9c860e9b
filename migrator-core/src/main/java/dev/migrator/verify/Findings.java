package dev.migrator.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what a verification finds, up to a limit: a hostile bundle could have billions. Safe
/// for many threads.
final class Findings {
  private static final int MAX = 10_000;
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::path)
          .thenComparing(Finding::code)
          .thenComparing(finding -> String.valueOf(finding.key()))
          .thenComparing(Finding::detail);

  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long beyond;

  void add(FindingCode code, String path, String detail) {
    add(code, path, null, null, detail);
  }

  synchronized void add(
      FindingCode code, String path, @Nullable String source, @Nullable String key, String detail) {
    if (findings.size() == MAX) {
      beyond++;
    } else {
      findings.add(new Finding(code, path, source, key, detail));
    }
  }

  synchronized void note(String words) {
    notes.add(words);
  }

  /// By path.
  synchronized List<Finding> all() {
    return findings.stream().sorted(ORDER).toList();
  }

  synchronized List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    if (beyond > 0) {
      all.add(beyond + " findings more are not listed");
    }
    return List.copyOf(all);
  }
}
