package dev.migrator.doctor;

import java.time.Duration;

/// How long one checkup may take; what it has found by then counts.
///
/// @param reading of a source
/// @param writing of a place or target, where something is written and removed
public record Limits(Duration reading, Duration writing) {
  public static final Limits STANDARD = new Limits(Duration.ofSeconds(25), Duration.ofMinutes(2));
}
