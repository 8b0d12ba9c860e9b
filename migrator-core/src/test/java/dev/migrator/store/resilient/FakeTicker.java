package dev.migrator.store.resilient;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only by sleeping, and as told.
final class FakeTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong();

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(Duration time) {
    pass(time);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  Duration passed() {
    return Duration.ofNanos(nanos.get());
  }
}
