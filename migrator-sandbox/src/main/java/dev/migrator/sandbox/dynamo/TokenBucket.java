package dev.migrator.sandbox.dynamo;

import java.time.Duration;

/// Capacity that comes in at a rate and can be saved up for a while. The last taker may go into
/// debt, as in the real one: what an answer costs is known only after it was made.
final class TokenBucket {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double SMALLEST_COST = 0.5;

  private final double perSecond;
  private final double most;
  private double tokens;
  private long filledAt = System.nanoTime();

  /// Full at first.
  TokenBucket(double perSecond, Duration burst) {
    this.perSecond = perSecond;
    this.most = Math.max(1, perSecond * burst.toNanos() / NANOS_A_SECOND);
    this.tokens = most;
  }

  boolean isEmpty() {
    long now = System.nanoTime();
    tokens = Math.min(most, tokens + (now - filledAt) / NANOS_A_SECOND * perSecond);
    filledAt = now;
    return tokens < SMALLEST_COST;
  }

  void take(double some) {
    tokens -= some;
  }
}
