package dev.migrator.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Units that wait for a worker, in an order; of equal ones the first put is the first taken.
/// Workers may put more while they run one. Safe for many threads.
public final class WorkQueue<U> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Comparator<? super U> order;
  private final PriorityQueue<Waiting<U>> waiting;
  private long puts;
  private int running;
  private int held;
  private int idle;
  private boolean closed;
  private @Nullable U bound;
  private long takenAtNanos = System.nanoTime();
  private volatile boolean hungry;

  private record Waiting<U>(U unit, long number) {}

  /// Without an order: the first put is the first taken.
  public WorkQueue() {
    this((_, _) -> 0);
  }

  public WorkQueue(Comparator<? super U> order) {
    this.order = order;
    waiting =
        new PriorityQueue<>(
            Comparator.<Waiting<U>, U>comparing(Waiting::unit, order)
                .thenComparingLong(Waiting::number));
  }

  /// Adds a unit; once closed, it stays where [#close] leaves it: untaken.
  public void put(U unit) {
    putAll(List.of(unit));
  }

  /// As [#put], of several at once: none is taken before one that comes before it in the order.
  public void putAll(List<U> units) {
    lock.lock();
    try {
      units.forEach(unit -> waiting.add(new Waiting<>(unit, puts++)));
      update();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a unit. Every unit taken is to be followed by [#done].
  ///
  /// @return null when closed, or when none waits or is held back, none is being run and nothing
  ///   holds the queue
  public @Nullable U take() throws InterruptedException {
    lock.lock();
    try {
      idle++;
      update();
      while (!closed && ready() == 0 && running + held + waiting.size() > 0) {
        changed.await();
      }
      Waiting<U> next = closed ? null : waiting.poll();
      if (next == null) {
        return null;
      }
      running++;
      takenAtNanos = System.nanoTime();
      return next.unit;
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

  /// Keeps workers waiting although none runs a unit: more is to come. To be followed by
  /// [#release].
  public void hold() {
    lock.lock();
    try {
      held++;
    } finally {
      lock.unlock();
    }
  }

  public void release() {
    lock.lock();
    try {
      held--;
      update();
    } finally {
      lock.unlock();
    }
  }

  /// From now on nothing is handed out that comes after that one in the order, as if it did not
  /// wait: what comes before it is still being found out.
  ///
  /// @param last null to hand out all
  public void holdBackAfter(@Nullable U last) {
    lock.lock();
    try {
      if (!Objects.equals(bound, last)) {
        bound = last;
        update();
      }
    } finally {
      lock.unlock();
    }
  }

  /// What may be handed out.
  private long ready() {
    U last = bound;
    return last == null
        ? waiting.size()
        : waiting.stream().filter(one -> order.compare(one.unit, last) <= 0).count();
  }

  /// Whether nothing can be taken and nothing is run, and more is to come all the same.
  public boolean isOnlyHeld() {
    lock.lock();
    try {
      return held > 0 && running == 0 && ready() == 0;
    } finally {
      lock.unlock();
    }
  }

  /// Whether a worker has nothing to do, so that a running unit should give some of its own away.
  public boolean isHungry() {
    return hungry;
  }

  /// Whether a worker has nothing to do, and for so long none has found anything.
  public boolean isStarved(Duration since) {
    lock.lock();
    try {
      return hungry && System.nanoTime() - takenAtNanos >= since.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /// Hands out nothing more.
  ///
  /// @return what nobody took, in no order
  public List<U> close() {
    lock.lock();
    try {
      closed = true;
      update();
      return waiting.stream().map(Waiting::unit).toList();
    } finally {
      lock.unlock();
    }
  }

  private void update() {
    hungry = idle > ready() && !closed;
    changed.signalAll();
  }
}
