package dev.migrator.estate;

import java.time.Duration;
import java.util.Optional;

/// A span of time in words like `30h`, `1h30m`, `60s`.
public final class Span {
  public static final String ALLOWED = Quantity.SECONDS.allowed;

  private static final double LONGEST_SECONDS = 1e9;

  private Span() {}

  /// @return empty if the text is none, or is of more than 30 years
  public static Optional<Duration> parse(String text) {
    return Quantity.SECONDS.parse(text).stream()
        .filter(seconds -> seconds <= LONGEST_SECONDS)
        .mapToObj(seconds -> Duration.ofMillis(Math.round(1000 * seconds)))
        .findFirst();
  }
}
