package dev.migrator.model;

import java.time.Duration;

/// What is kept free before the deadline, to finish, seal and commit.
public final class Margin {
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofMinutes(20);
  private static final int PART = 50;

  private Margin() {}

  /// 2 % of the time left, at least 5 s, at most 20 min.
  public static Duration of(Duration left) {
    Duration part = left.dividedBy(PART);
    return part.compareTo(LEAST) < 0 ? LEAST : part.compareTo(MOST) > 0 ? MOST : part;
  }
}
