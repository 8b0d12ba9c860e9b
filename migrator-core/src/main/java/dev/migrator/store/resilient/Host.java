package dev.migrator.store.resilient;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What all calls to one host share: places, retries, time and chance.
final class Host {
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  final RetryPolicy policy;
  final Ticker ticker;
  final RandomGenerator random;
  final HostGate gate;
  final RetryBudget retries;
  final Watcher watcher;

  Host(
      RetryPolicy policy, Ticker ticker, RandomGenerator random, int maxInFlight, Watcher watcher) {
    this.policy = policy;
    this.ticker = ticker;
    this.random = random;
    this.gate = new HostGate(maxInFlight);
    this.retries = new RetryBudget(policy, ticker.nanos());
    this.watcher = watcher;
  }

  /// Calls until it works, fails for good, or patience ends.
  <T> T call(Supplier<T> attempt) {
    Patience patience = new Patience(this);
    while (true) {
      int ticket = enter();
      try {
        T result = attempt.get();
        gate.leave();
        return result;
      } catch (StoreException e) {
        leave(ticket, e);
        patience.waitAfter(e);
      } catch (RuntimeException | Error e) {
        gate.leave();
        throw e;
      }
    }
  }

  int enter() {
    try {
      return gate.enter();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  void leave(int ticket, StoreException failure) {
    if (failure.reason() == Reason.THROTTLED) {
      gate.leaveThrottled(ticket);
    } else {
      gate.leave();
    }
  }

  /// Waits, and looks up at times.
  ///
  /// @return false as soon as the run is to stop
  boolean sleep(Duration time) throws InterruptedException {
    Duration left = time;
    while (left.isPositive()) {
      if (watcher.isHalted()) {
        return false;
      }
      Duration step = left.compareTo(LOOK_UP) < 0 ? left : LOOK_UP;
      ticker.sleep(step);
      left = left.minus(step);
    }
    return !watcher.isHalted();
  }

  static StoreException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    return new StoreException(
        Reason.UNAVAILABLE,
        "a call was called off while it waited",
        "Run the same command again to go on.",
        cause);
  }
}
