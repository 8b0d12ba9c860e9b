package dev.migrator.plan;

import java.time.Duration;

/// Spans as numbers, and back.
public final class Seconds {
  private static final double LONGEST = Duration.ofDays(36_500).toSeconds();

  private Seconds() {}

  public static double of(Duration span) {
    return span.toMillis() / 1e3;
  }

  /// Rounded to milliseconds; a hundred years for all that is longer.
  public static Duration span(double seconds) {
    return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST) * 1e3));
  }
}
