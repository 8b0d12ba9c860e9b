package dev.migrator.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Counts what a run has done of one source, and what it has to do. Safe for many threads at once.
public final class SourceProgress {
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder passedObjects = new LongAdder();
  private final LongAdder passedBytes = new LongAdder();
  private final LongAdder listedObjects = new LongAdder();
  private final LongAdder listedBytes = new LongAdder();
  private final AtomicLong countedObjects = new AtomicLong();
  private final AtomicLong countedBytes = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean isCounted;
  private volatile boolean isOver;

  SourceProgress() {}

  public void done(long objectCount, long byteCount) {
    objects.add(objectCount);
    bytes.add(byteCount);
  }

  /// What needs no bytes to be moved: the bundle has it already, or it is a gap.
  public void passed(long objectCount, long byteCount) {
    passedObjects.add(objectCount);
    passedBytes.add(byteCount);
  }

  /// Work that has become known to whoever does it.
  public void expect(long objectCount, long byteCount) {
    listedObjects.add(objectCount);
    listedBytes.add(byteCount);
  }

  /// Work that has become known to whoever only counts.
  public void count(long objectCount, long byteCount) {
    countedObjects.addAndGet(objectCount);
    countedBytes.addAndGet(byteCount);
  }

  /// All of it is known now.
  public void counted() {
    isCounted = true;
  }

  /// Nothing more of it will be done.
  public void over() {
    isOver = true;
  }

  /// A worker took a unit of it. To be followed by [#ended].
  public void begun() {
    running.incrementAndGet();
  }

  public void ended() {
    running.decrementAndGet();
  }

  public View view() {
    long known = Math.max(listedObjects.sum(), countedObjects.get());
    long knownBytes = Math.max(listedBytes.sum(), countedBytes.get());
    return new View(
        objects.sum(),
        bytes.sum(),
        passedObjects.sum(),
        passedBytes.sum(),
        known,
        knownBytes,
        running.get(),
        isCounted,
        isOver);
  }

  /// @param passedObjects done without moving bytes
  /// @param knownObjects in all; may still grow unless `isCounted`
  /// @param running units that workers have taken
  /// @param isOver whether nothing more of it will be done
  public record View(
      long objects,
      long bytes,
      long passedObjects,
      long passedBytes,
      long knownObjects,
      long knownBytes,
      int running,
      boolean isCounted,
      boolean isOver) {

    /// Known, and still to be done.
    public long objectsLeft() {
      return isOver ? 0 : Math.max(0, knownObjects - objects - passedObjects);
    }

    /// As [#objectsLeft].
    public long bytesLeft() {
      return isOver ? 0 : Math.max(0, knownBytes - bytes - passedBytes);
    }
  }
}
