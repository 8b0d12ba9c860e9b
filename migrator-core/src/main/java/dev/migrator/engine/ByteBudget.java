package dev.migrator.engine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds the bytes that all buffers of a run hold together. Whoever waits is served in turn, the
/// large as well as the small. Safe for many threads at once.
///
/// There is no deadlock as long as nobody waits in [#take] while holding bytes that only they
/// themselves can give back.
public final class ByteBudget {
  private static final int UNIT_BYTES = 1 << 10;

  private final int capacityUnits;
  private final Semaphore free;

  /// @param capacityBytes at least 1 KiB, at most 2 TiB
  public ByteBudget(long capacityBytes) {
    if (capacityBytes < UNIT_BYTES) {
      throw new IllegalArgumentException("capacityBytes is below 1 KiB: " + capacityBytes);
    }
    capacityUnits = Math.toIntExact(capacityBytes / UNIT_BYTES);
    free = new Semaphore(capacityUnits, true);
  }

  /// A quarter of the heap that this process may use, between 32 and 256 MiB.
  public static ByteBudget ofHeap() {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    return new ByteBudget(Math.clamp(quarter, 32L << 20, 256L << 20));
  }

  /// Takes bytes without waiting.
  ///
  /// @return false if they are not free now, or others wait for theirs
  public boolean tryTake(long bytes) throws InterruptedException {
    return free.tryAcquire(units(bytes), 0, TimeUnit.NANOSECONDS);
  }

  /// Waits until the bytes are free. More than the whole budget counts as the whole.
  public void take(long bytes) throws InterruptedException {
    free.acquire(units(bytes));
  }

  /// Gives back what was taken by one call, with the same number.
  public void give(long bytes) {
    free.release(units(bytes));
  }

  private int units(long bytes) {
    return (int) Math.min(capacityUnits, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
  }

  boolean hasWaiters() {
    return free.hasQueuedThreads();
  }

  /// The bytes nobody holds, to the KiB.
  long freeBytes() {
    return (long) free.availablePermits() * UNIT_BYTES;
  }
}
