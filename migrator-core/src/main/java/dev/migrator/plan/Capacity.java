package dev.migrator.plan;

/// What the run has for all its sources together.
///
/// @param workers pieces under way at one time
/// @param bytesPerSecond of the link that everything comes through
public record Capacity(int workers, double bytesPerSecond) {
  public Capacity {
    if (workers < 1 || !(bytesPerSecond > 0)) {
      throw new IllegalArgumentException("no capacity: " + workers + ", " + bytesPerSecond);
    }
  }

  Capacity times(int machines) {
    return new Capacity(workers * machines, bytesPerSecond * machines);
  }
}
