package dev.migrator.engine;

import java.time.Duration;
import java.time.Instant;

/// When an account dies.
///
/// @param margin how long before that a run is to be over; not negative
public record Deadline(Instant at, Duration margin) {
  private static final int MARGIN_PERCENT = 2;
  private static final Duration LEAST_MARGIN = Duration.ofSeconds(5);
  private static final Duration MOST_MARGIN = Duration.ofMinutes(20);

  public Deadline {
    if (margin.isNegative()) {
      throw new IllegalArgumentException("a negative margin: " + margin);
    }
  }

  /// With the usual margin: 2 % of the time left, at least 5 s, at most 20 min.
  public static Deadline of(Instant at, Instant now) {
    Duration share = Duration.between(now, at).multipliedBy(MARGIN_PERCENT).dividedBy(100);
    return new Deadline(at, max(LEAST_MARGIN, min(MOST_MARGIN, share)));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /// From when on a run begins nothing new, but seals and commits what it has.
  public Instant end() {
    return at.minus(margin);
  }
}
