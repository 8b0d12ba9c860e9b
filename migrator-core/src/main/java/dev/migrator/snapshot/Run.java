package dev.migrator.snapshot;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.Frames;
import dev.migrator.engine.BufferPool;
import dev.migrator.engine.ByteBudget;
import dev.migrator.engine.Cutoff;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.engine.WorkQueue;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Standing;
import dev.migrator.plan.Work.Nature;
import dev.migrator.snapshot.Order.SourceRank;
import dev.migrator.store.resilient.Watcher;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/// What all units of a run share. Safe for many threads at once.
final class Run implements Watcher {
  private static final int MOST_FRAME_BYTES = Frames.bound(Frames.CHUNK_BYTES);

  /// A chunk and the frame that is made of it.
  static final long CHUNK_COST_BYTES = 2L * MOST_FRAME_BYTES;

  final String id;
  final BundleWriter writer;
  final long volumeBytes;
  final Progress progress;
  final Clock clock;
  final Comparator<Unit> order;
  final WorkQueue<Unit> queue;
  final BufferPool buffers = new BufferPool(MOST_FRAME_BYTES, 4L * MOST_FRAME_BYTES);
  final ByteBudget budget = ByteBudget.ofHeap();

  /// For what must be read again while other reads hold the budget: whoever holds of this never
  /// waits for the other.
  final ByteBudget spare = new ByteBudget(CHUNK_COST_BYTES);

  /// Content of what was listed so far and is to be read.
  final LongAdder bytesToMove = new LongAdder();

  /// For the thread that commits.
  final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  final Cutoff cutoff;
  private final Estate estate;
  private final StopSignal stop;
  private volatile boolean aborted;

  /// @param estate says which units are taken first
  Run(
      String id,
      BundleWriter writer,
      long volumeBytes,
      Progress progress,
      StopSignal stop,
      Cutoff cutoff,
      Clock clock,
      Estate estate) {
    this.id = id;
    this.writer = writer;
    this.volumeBytes = volumeBytes;
    this.progress = progress;
    this.stop = stop;
    this.cutoff = cutoff;
    this.order = Order.by(this::rank);
    this.queue = new WorkQueue<>(order);
    this.clock = clock;
    this.estate = estate;
  }

  /// Nothing more can be written: what is in flight is lost.
  void abort() {
    aborted = true;
  }

  boolean isAborted() {
    return aborted;
  }

  /// Whether nothing new is to be begun.
  @Override
  public boolean isHalted() {
    return aborted || stop.isStopped() || cutoff.isPassed();
  }

  @Override
  public void retrying(StoreException failure) {
    progress.retry(String.valueOf(failure.getMessage()));
  }

  /// How much a source is worth, 0 to 100.
  int value(String source) {
    return estate.value(source);
  }

  Nature nature(String source) {
    return estate.nature(source);
  }

  Standing standing(String source) {
    return estate.standing(source);
  }

  private SourceRank rank(String source) {
    return new SourceRank(estate.value(source), estate.standing(source).making());
  }

  boolean isAskedToStop() {
    return stop.isStopped();
  }

  void throwIfHalted() {
    if (isHalted()) {
      throw new InterruptedRunException(
          "the snapshot was asked to stop", "Run the same command again to go on.");
    }
  }

  /// Why something was not reached, where the source is not to blame and the run has ended.
  Optional<String> whyNotReached() {
    return cutoff
        .deadline()
        .filter(_ -> cutoff.isPassed())
        .map(until -> "the deadline, %s, came first".formatted(until.at()));
  }
}
