package dev.migrator.store.resilient;

import java.time.Duration;

/// Time as calls that are tried again see it; tests bring their own.
interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time);
        }
      };

  /// Only differences mean something.
  long nanos();

  void sleep(Duration time) throws InterruptedException;
}
