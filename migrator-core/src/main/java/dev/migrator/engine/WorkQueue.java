package dev.migrator.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Units that wait for a worker. Workers may put more while they run one. Safe for many threads.
public final class WorkQueue<U> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<U> waiting = new ArrayDeque<>();
  private int running;
  private int idle;
  private boolean closed;
  private volatile boolean hungry;

  /// Adds a unit; once closed, it stays where [#close] leaves it: untaken.
  public void put(U unit) {
    lock.lock();
    try {
      waiting.add(unit);
      update();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a unit. Every unit taken is to be followed by [#done].
  ///
  /// @return null when closed, or when none waits and none is being run
  public @Nullable U take() throws InterruptedException {
    lock.lock();
    try {
      idle++;
      update();
      while (!closed && waiting.isEmpty() && running > 0) {
        changed.await();
      }
      U unit = closed ? null : waiting.poll();
      if (unit != null) {
        running++;
      }
      return unit;
    } finally {
      idle--;
      update();
      lock.unlock();
    }
  }

  /// One taken unit came to its end, well or not.
  public void done() {
    lock.lock();
    try {
      running--;
      update();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a worker has nothing to do, so that a running unit should give some of its own away.
  public boolean isHungry() {
    return hungry;
  }

  /// Hands out nothing more.
  ///
  /// @return what nobody took
  public List<U> close() {
    lock.lock();
    try {
      closed = true;
      update();
      return new ArrayList<>(waiting);
    } finally {
      lock.unlock();
    }
  }

  private void update() {
    hungry = idle > waiting.size() && !closed;
    changed.signalAll();
  }
}
