package dev.migrator.store.s3;

import dev.migrator.model.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// AWS lists the versions and delete markers of a key as they followed each other, in spite of
/// equal times. Some hosts list all versions of a page and all its delete markers apart: these are
/// merged by key and time, and where times are equal by version id, which such hosts give in order.
final class Interleaving {
  private Interleaving() {}

  /// @param page in the order of the answer
  static List<Listed> of(List<Listed> page) {
    int junction = firstChange(page, 0);
    boolean twoRuns = junction < page.size() && firstChange(page, junction) == page.size();
    return twoRuns && isBefore(page.get(junction), page.get(junction - 1))
        ? merge(page.subList(0, junction), page.subList(junction, page.size()))
        : page;
  }

  /// Where the entries from `start` on cease to be of one kind.
  private static int firstChange(List<Listed> page, int start) {
    int at = start;
    while (at < page.size() && page.get(at).kind() == page.get(start).kind()) {
      at++;
    }
    return at;
  }

  private static List<Listed> merge(List<Listed> ones, List<Listed> others) {
    List<Listed> merged = new ArrayList<>(ones.size() + others.size());
    int next = 0;
    for (Listed mine : ones) {
      while (next < others.size() && isBefore(others.get(next), mine)) {
        merged.add(others.get(next++));
      }
      merged.add(mine);
    }
    merged.addAll(others.subList(next, others.size()));
    return merged;
  }

  private static boolean isBefore(Listed a, Listed b) {
    int order = a.key().compareTo(b.key());
    if (order != 0 || a.latest() != b.latest()) {
      return order != 0 ? order < 0 : a.latest();
    }
    int times = compareTimes(time(a), time(b));
    return times != 0 ? times > 0 : id(a).compareTo(id(b)) > 0;
  }

  /// Only as exact as the less exact of the two.
  private static int compareTimes(Instant one, Instant other) {
    return one.getNano() == 0 || other.getNano() == 0
        ? Long.compare(one.getEpochSecond(), other.getEpochSecond())
        : one.compareTo(other);
  }

  private static Instant time(Listed entry) {
    return Objects.requireNonNullElse(entry.modified(), Instant.EPOCH);
  }

  private static String id(Listed entry) {
    return Objects.requireNonNullElse(entry.versionId(), "");
  }
}
