package dev.migrator.database.dynamodb;

/// How fast a table is read or written: never more than the capacity units a second that it may
/// use, and less whenever the host says so. Starts unlimited where there is no limit, and finds its
/// rate by the first refusal. Time is given in nanoseconds, as by [System#nanoTime]. Safe for many
/// threads at once.
final class Pace {
  private static final double SECOND = 1e9;
  private static final double SLOWER = 0.7;
  private static final double FASTER = 1.05;
  private static final double LEAST_UNITS_A_SECOND = 1;
  private static final long CALM = 2_000_000_000L;

  private final double mostUnitsASecond;
  private double unitsASecond;
  private double consumed;
  private long begun;
  private long freeAt;
  private long changedAt;

  /// @param mostUnitsASecond infinite where nothing limits it
  Pace(double mostUnitsASecond, long now) {
    this.mostUnitsASecond = mostUnitsASecond;
    this.unitsASecond = mostUnitsASecond;
    this.freeAt = now;
    this.changedAt = now;
  }

  /// Nanoseconds to wait before the next request.
  synchronized long delay(long now) {
    return Math.max(0, freeAt - now);
  }

  /// What a request has cost is to be saved before the next.
  synchronized void consumed(double units, long now) {
    if (consumed == 0) {
      begun = now;
    }
    consumed += units;
    if (now - changedAt > CALM) {
      unitsASecond = Math.min(mostUnitsASecond, unitsASecond * FASTER);
      changedAt = now;
    }
    freeAt = Math.max(freeAt, now) + (long) (units / unitsASecond * SECOND);
  }

  /// The host wants less. Requests that were under way together count once.
  synchronized void throttled(long now) {
    boolean isUnlimited = Double.isInfinite(unitsASecond);
    if (isUnlimited ? consumed == 0 : now - changedAt < CALM / 10) {
      return; // of what was never measured there is no less
    }
    double rate = isUnlimited ? consumed / Math.max(1, (now - begun) / SECOND) : unitsASecond;
    unitsASecond = Math.min(mostUnitsASecond, Math.max(LEAST_UNITS_A_SECOND, rate * SLOWER));
    changedAt = now;
  }

  synchronized double unitsASecond() {
    return unitsASecond;
  }
}
