package dev.migrator.store.resilient;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds the calls under way at one host, and finds out how many it bears: one more for each round
/// that went well, half of them as soon as it asks to slow down.
final class HostGate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final int max;
  private double limit;
  private int inside;
  private int cuts;

  HostGate(int max) {
    this.max = max;
    this.limit = max;
  }

  /// Waits for a place.
  ///
  /// @return a ticket for [#leave] or [#leaveThrottled]
  int enter() throws InterruptedException {
    lock.lock();
    try {
      while (inside >= Math.floor(limit)) {
        left.await();
      }
      inside++;
      return cuts;
    } finally {
      lock.unlock();
    }
  }

  /// The call ended, well or otherwise.
  void leave() {
    lock.lock();
    try {
      inside--;
      limit = Math.min(max, limit + 1 / limit);
      left.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The host asked to slow down. Answers to calls that were under way at the last cut do not cut
  /// again.
  void leaveThrottled(int ticket) {
    lock.lock();
    try {
      inside--;
      if (ticket == cuts) {
        cuts++;
        limit = Math.max(1, limit / 2);
      }
      left.signal();
    } finally {
      lock.unlock();
    }
  }

  int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }

  int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }
}
