package dev.migrator.store.s3;

import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// AWS lists the versions and delete markers of a key as they followed each other, in spite of
/// equal times. Some hosts list all versions of a page and all its delete markers apart: these are
/// merged by key and time, and where times are equal by version id, if that tells. Where nothing
/// does, a delete marker is taken for newer than a version of the same time: it is there to delete
/// one, and some hosts give it that one's time.
final class Interleaving {
  private final List<Listed> ones;
  private final List<Listed> others;

  /// Whether one of the two kinds comes with times in whole seconds.
  private final boolean inSeconds;

  private Interleaving(List<Listed> ones, List<Listed> others) {
    this.ones = ones;
    this.others = others;
    inSeconds = isInSeconds(ones) || isInSeconds(others);
  }

  private static boolean isInSeconds(List<Listed> entries) {
    return entries.stream()
        .map(Interleaving::time)
        .allMatch(time -> time.equals(time.truncatedTo(ChronoUnit.SECONDS)));
  }

  /// @param page in the order of the answer
  static List<Listed> of(List<Listed> page) {
    int junction = firstChange(page, 0);
    if (junction == page.size() || firstChange(page, junction) < page.size()) {
      return page;
    }
    Interleaving two =
        new Interleaving(page.subList(0, junction), page.subList(junction, page.size()));
    return two.areApart() ? two.merged() : page;
  }

  /// Where the entries from `start` on cease to be of one kind.
  private static int firstChange(List<Listed> page, int start) {
    int at = start;
    while (at < page.size() && page.get(at).kind() == page.get(start).kind()) {
      at++;
    }
    return at;
  }

  /// Whether a host that lists all kinds in one order cannot have put one beside the other. With
  /// equal times it can, whatever the ids say.
  private boolean areApart() {
    Listed first = ones.getLast();
    Listed second = others.getFirst();
    int keys = first.key().compareTo(second.key());
    return keys > 0 || (keys == 0 && compareAge(second, first) > 0);
  }

  private List<Listed> merged() {
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

  private boolean isBefore(Listed a, Listed b) {
    int keys = a.key().compareTo(b.key());
    if (keys != 0) {
      return keys < 0;
    }
    int times = compareAge(a, b);
    int ages = times != 0 ? times : VersionIds.compareAge(id(a), id(b));
    return ages != 0 ? ages > 0 : a.kind() == Kind.DELETE_MARKER;
  }

  /// Of versions of one key, going by what is certain: the older is less.
  private int compareAge(Listed one, Listed other) {
    if (one.latest() != other.latest()) {
      return one.latest() ? 1 : -1;
    }
    return inSeconds
        ? Long.compare(time(one).getEpochSecond(), time(other).getEpochSecond())
        : time(one).compareTo(time(other));
  }

  private static Instant time(Listed entry) {
    return Objects.requireNonNullElse(entry.modified(), Instant.EPOCH);
  }

  private static String id(Listed entry) {
    return Objects.requireNonNullElse(entry.versionId(), "");
  }
}
