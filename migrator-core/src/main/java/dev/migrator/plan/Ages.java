package dev.migrator.plan;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much of what stands together in the queue was modified when.
public final class Ages {
  private final List<Aged> newestFirst;

  /// What was modified at about one time.
  ///
  /// @param seconds that it takes on one connection
  public record Aged(Instant modified, double seconds) {}

  /// @param all in any order
  public Ages(List<Aged> all) {
    newestFirst = all.stream().sorted(Comparator.comparing(Aged::modified).reversed()).toList();
  }

  /// What was modified before that; all where it is null.
  double secondsBefore(@Nullable Instant limit) {
    return newestFirst.stream()
        .filter(one -> limit == null || one.modified.isBefore(limit))
        .mapToDouble(Aged::seconds)
        .sum();
  }

  /// From when on it is so much; never less than the very newest.
  ///
  /// @return null where there is nothing
  @Nullable Instant newest(double seconds) {
    Instant limit = null;
    double sum = 0;
    for (Aged one : newestFirst) {
      sum += one.seconds;
      if (limit != null && sum > seconds) {
        break;
      }
      limit = one.modified;
    }
    return limit;
  }
}
