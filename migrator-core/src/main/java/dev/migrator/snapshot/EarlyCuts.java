package dev.migrator.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How old the databases' cuts are at the end of a run, and what they took: a second, late cut has
/// what was written since.
///
/// @param openedAt of the oldest
/// @param took the longest
record EarlyCuts(Instant openedAt, Duration took) {
  /// What was written in less is not worth the load.
  private static final Duration OLD = Duration.ofMinutes(10);

  /// By then a second cut is surely over, also where it takes longer than the first.
  private static final int TIMES_AS_LONG = 3;

  private static final Duration AT_LEAST = Duration.ofMinutes(1);

  EarlyCuts and(EarlyCuts other) {
    return new EarlyCuts(
        openedAt.isBefore(other.openedAt) ? openedAt : other.openedAt,
        took.compareTo(other.took) > 0 ? took : other.took);
  }

  /// @param left until the run ends for its deadline; empty where it has none: then whoever wants a
  ///   new cut takes another snapshot
  boolean areWorthASecond(Instant now, Optional<Duration> left) {
    Duration needed = took.multipliedBy(TIMES_AS_LONG).plus(AT_LEAST);
    return Duration.between(openedAt, now).compareTo(OLD) >= 0
        && left.isPresent()
        && left.get().compareTo(needed) >= 0;
  }
}
