package dev.migrator.plan;

/// What the run has for all its sources together.
///
/// @param workers pieces under way at one time
/// @param bytesPerSecond of the link that everything comes through
public record Capacity(int workers, double bytesPerSecond) {
  private static final double NO_LIMIT = 1e15;

  public Capacity {
    if (workers < 1 || !(bytesPerSecond > 0)) {
      throw new IllegalArgumentException("no capacity: " + workers + ", " + bytesPerSecond);
    }
  }

  /// With a link that is no limit.
  public static Capacity unlimited(int workers) {
    return new Capacity(workers, NO_LIMIT);
  }

  public boolean hasLimitedLink() {
    return bytesPerSecond < NO_LIMIT;
  }

  Capacity times(int machines) {
    return new Capacity(workers * machines, bytesPerSecond * machines);
  }
}
