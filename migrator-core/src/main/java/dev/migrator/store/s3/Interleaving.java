package dev.migrator.store.s3;

import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// AWS lists the versions and delete markers of a key as they followed each other, in spite of
/// equal times. Some hosts list all versions of a page first and then all its delete markers: these
/// are put in order by time.
final class Interleaving {
  private static final Comparator<Listed> NEWEST_FIRST =
      Comparator.comparing(Listed::key)
          .thenComparing(Listed::latest, Comparator.reverseOrder())
          .thenComparing(Interleaving::time, Comparator.reverseOrder())
          .thenComparing(
              e -> Objects.requireNonNullElse(e.versionId(), ""), Comparator.reverseOrder());

  private Interleaving() {}

  /// @param page in the order of the answer
  static List<Listed> of(List<Listed> page) {
    List<Listed> versions = page.stream().filter(e -> e.kind() == Kind.OBJECT).toList();
    int junction = versions.size();
    boolean twoRuns =
        junction > 0 && junction < page.size() && page.subList(0, junction).equals(versions);
    return twoRuns && NEWEST_FIRST.compare(page.get(junction - 1), page.get(junction)) > 0
        ? merge(versions, page.subList(junction, page.size()))
        : page;
  }

  private static List<Listed> merge(List<Listed> versions, List<Listed> markers) {
    List<Listed> merged = new ArrayList<>(versions.size() + markers.size());
    int next = 0;
    for (Listed version : versions) {
      while (next < markers.size() && NEWEST_FIRST.compare(markers.get(next), version) < 0) {
        merged.add(markers.get(next++));
      }
      merged.add(version);
    }
    merged.addAll(markers.subList(next, markers.size()));
    return merged;
  }

  private static Instant time(Listed entry) {
    return Objects.requireNonNullElse(entry.modified(), Instant.EPOCH);
  }
}
