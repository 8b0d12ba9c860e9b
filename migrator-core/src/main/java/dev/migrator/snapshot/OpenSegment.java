package dev.migrator.snapshot;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.SegmentWriter;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.snapshot.ThawWatch.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The segment that a unit is writing: sealed between two keys when it is full or old, and followed
/// by the next. Not for several threads.
final class OpenSegment implements AutoCloseable {
  private static final Duration MAX_AGE = Duration.ofSeconds(20);

  private final Run run;
  private final String source;
  private final Instant listedFrom;
  private Key from;
  private @Nullable SegmentWriter writer;
  private @Nullable Key last;
  private Step.@Nullable Thawing thawing;
  private @Nullable Later later;
  private long openedMillis;
  private long movedObjects;
  private long movedBytes;

  OpenSegment(Run run, Unit.Range unit) {
    this.run = run;
    this.source = unit.source();
    this.from = unit.range().from();
    this.listedFrom = run.clock.instant();
  }

  /// Where to write the next entry.
  SegmentWriter writerFor(Listed next) {
    if (writer != null && isBoundary(next.key()) && isDue()) {
      seal(next.key());
    }
    last = next.key();
    return open();
  }

  /// As [#writerFor]; what was written before is sealed first if that can be done here, because the
  /// next object will take long.
  SegmentWriter writerForHuge(Listed next) {
    if (writer != null && isBoundary(next.key())) {
      seal(next.key());
    }
    return writerFor(next);
  }

  private SegmentWriter open() {
    if (writer == null) {
      writer = run.writer.segment(source);
      openedMillis = run.clock.millis();
    }
    return writer;
  }

  private boolean isBoundary(Key key) {
    return last == null || !last.equals(key);
  }

  private boolean isDue() {
    return (writer != null && writer.isFull())
        || run.clock.millis() - openedMillis >= MAX_AGE.toMillis();
  }

  /// An object was read for this segment.
  void moved(long sizeBytes) {
    movedObjects++;
    movedBytes += sizeBytes;
  }

  /// The entry last written is being brought back. What may be there first stands for all such.
  void thawing(Step.Thawing step) {
    if (thawing == null || step.lookAt().isBefore(thawing.lookAt())) {
      thawing = step;
    }
  }

  /// The entry last written is left for a later turn.
  void postponed(Later left) {
    later = later == null ? left : later.and(left);
  }

  /// The key last written, null where none was.
  @Nullable Key last() {
    return last;
  }

  /// Seals what was written so far.
  ///
  /// @param to every key of the source below it is written; null where there are no more
  void seal(@Nullable Key to) {
    KeyRange range = new KeyRange(from, to);
    if (range.isEmpty()) {
      return;
    }
    try (SegmentWriter full = open()) {
      writer = null;
      Commit.Segment segment = full.seal(range, run.id, listedFrom, run.clock.instant());
      tell(segment);
    }
    from = to == null ? from : to;
    movedObjects = 0;
    movedBytes = 0;
    thawing = null;
    later = null;
  }

  private void tell(Commit.Segment segment) {
    Waiting waiting = thawing == null ? null : Waiting.of(thawing, segment.range());
    if (waiting != null) {
      run.queue.hold();
    }
    if (later != null) {
      run.queue.hold();
    }
    run.events.add(new Event.Sealed(source, segment, movedObjects, movedBytes, waiting, later));
  }

  /// Drops the segment if nothing was added to it yet.
  ///
  /// @return whether it did
  boolean dropIfEmpty() {
    if (writer == null || !writer.isEmpty()) {
      return false;
    }
    writer.close();
    writer = null;
    return true;
  }

  /// Drops what was not sealed.
  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
