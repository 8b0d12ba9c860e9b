package dev.migrator.engine;

import dev.migrator.model.Margin;
import java.time.Duration;
import java.time.Instant;

/// When an account dies.
///
/// @param margin how long before that a run is to be over; not negative
public record Deadline(Instant at, Duration margin) {
  public Deadline {
    if (margin.isNegative()) {
      throw new IllegalArgumentException("a negative margin: " + margin);
    }
  }

  /// With the usual margin.
  public static Deadline of(Instant at, Instant now) {
    return new Deadline(at, Margin.of(Duration.between(now, at)));
  }

  /// From when on a run begins nothing new, but seals and commits what it has.
  public Instant end() {
    return at.minus(margin);
  }
}
