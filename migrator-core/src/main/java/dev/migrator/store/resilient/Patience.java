package dev.migrator.store.resilient;

import dev.migrator.error.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Of one call: how long it has been failing, and how long to wait before it is tried again.
final class Patience {
  private final Host host;
  private int failures;
  private long failingSince;

  Patience(Host host) {
    this.host = host;
  }

  /// The call got on: whatever fails from now on is a new failure.
  void progressed() {
    failures = 0;
  }

  /// Waits as long as is right after this failure.
  ///
  /// @throws StoreException if it is not to be tried again: the failure is for good, the run is to
  ///   stop, or patience has ended
  void waitAfter(StoreException failure) {
    if (!failure.reason().isTransient() || host.watcher.isHalted()) {
      throw failure;
    }
    if (failures++ == 0) {
      failingSince = host.ticker.nanos();
    }
    long now = host.ticker.nanos();
    Duration failing = Duration.ofNanos(now - failingSince);
    Duration delay = longest(backoff(), failure.retryAfter(), host.retries.take(now));
    if (failing.plus(delay).compareTo(host.policy.limit()) > 0) {
      throw ended(failure, failing);
    }
    host.watcher.retrying(failure);
    sleep(delay, failure);
  }

  /// A random share of a time that doubles with each failure: clients that failed together do not
  /// come back together.
  private Duration backoff() {
    long first = host.policy.firstDelay().toNanos();
    long ceiling = Math.min(host.policy.maxDelay().toNanos(), first << Math.min(20, failures - 1));
    return Duration.ofNanos(1 + host.random.nextLong(ceiling));
  }

  private static Duration longest(Duration a, @Nullable Duration b, Duration c) {
    Duration longer = b == null || a.compareTo(b) > 0 ? a : b;
    return longer.compareTo(c) > 0 ? longer : c;
  }

  private void sleep(Duration delay, StoreException failure) {
    try {
      if (!host.sleep(delay)) {
        throw failure;
      }
    } catch (InterruptedException e) {
      failure.addSuppressed(Host.interrupted(e));
      throw failure;
    }
  }

  private StoreException ended(StoreException failure, Duration failing) {
    return new StoreException(
        failure.reason(),
        "%s (tried %d times in %d s)"
            .formatted(failure.getMessage(), failures, failing.toSeconds()),
        failure.hint(),
        failure.retryAfter(),
        failure);
  }
}
