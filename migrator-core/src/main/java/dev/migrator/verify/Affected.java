package dev.migrator.verify;

import java.util.List;
import java.util.stream.Collectors;

/// The entries that damage to one file concerns.
///
/// @param lost whose content is gone
/// @param count how many have their content in the file
record Affected(String source, List<Wanted> lost, int count) {
  private static final int MAX_NAMED = 20;

  void report(Findings findings, FindingCode code, String path, String problem) {
    if (lost.isEmpty()) {
      findings.add(code, path, source, null, problem + "; no object is affected");
      return;
    }
    String named =
        lost.stream().limit(MAX_NAMED).map(Wanted::label).collect(Collectors.joining(", "));
    String more = lost.size() > MAX_NAMED ? ", …" : "";
    findings.add(
        code,
        path,
        source,
        lost.getFirst().label(),
        "%s; affected are %d of %d objects: %s%s"
            .formatted(problem, lost.size(), count, named, more));
  }
}
