package dev.migrator.plan;

import java.time.Duration;

/// One thing that would make all fit, at P95.
public sealed interface Remedy {
  record Link(double bytesPerSecond) implements Remedy {}

  record Workers(int workers) implements Remedy {}

  /// Both are needed.
  record LinkAndWorkers(double bytesPerSecond, int workers) implements Remedy {}

  /// So many as the present one together, each with its workers and a link of its own.
  record Machines(int machines) implements Remedy {}

  /// Only what can be made again is left out.
  record WithoutDerived() implements Remedy {}

  /// @param more after the present deadline
  record Time(Duration more) implements Remedy {}
}
