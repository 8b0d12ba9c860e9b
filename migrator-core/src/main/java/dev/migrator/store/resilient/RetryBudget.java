package dev.migrator.store.resilient;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// The retries that one host may be asked for: a bucket of tokens that refills with time, so that a
/// failing host is not buried under retries.
final class RetryBudget {
  private final ReentrantLock lock = new ReentrantLock();
  private final double perNano;
  private final double capacity;
  private double tokens;
  private long filledAt;

  RetryBudget(RetryPolicy policy, long now) {
    perNano = policy.retriesPerSecond() / 1e9;
    capacity = policy.burst();
    tokens = capacity;
    filledAt = now;
  }

  /// Takes one token, in advance if there is none.
  ///
  /// @return how long to wait until it is there
  Duration take(long now) {
    lock.lock();
    try {
      tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) * perNano) - 1;
      filledAt = now;
      return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perNano));
    } finally {
      lock.unlock();
    }
  }
}
