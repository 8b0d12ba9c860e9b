package dev.migrator.snapshot;

import dev.migrator.engine.WorkQueue;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ranges of one source in which objects are being brought back: one for each segment that has
/// some. Each holds the work queue open until it is looked at. Only for the thread that commits.
final class ThawWatch {
  private final String source;
  private final WorkQueue<Unit> queue;
  private final List<Held> ranges = new ArrayList<>();

  /// A range of which some objects are not there yet.
  ///
  /// @param sample the object to look at for all
  /// @param lookAt when
  /// @param by from then on the range is captured again, whatever the sample says
  record Waiting(KeyRange range, Listed sample, Instant lookAt, Instant by) {
    static Waiting of(Step.Thawing sample, KeyRange range) {
      return new Waiting(range, sample.described().listed(), sample.lookAt(), sample.by());
    }

    Waiting over(KeyRange other) {
      return new Waiting(other, sample, lookAt, by);
    }

    Waiting until(Instant next) {
      return new Waiting(range, sample, next, by);
    }
  }

  /// @param underWay whether a unit looks at it: the queue is not held for it then
  private record Held(Waiting waiting, boolean underWay) {}

  ThawWatch(String source, WorkQueue<Unit> queue) {
    this.source = source;
    this.queue = queue;
  }

  /// A range was captured: whoever waited in it does so no more.
  ///
  /// @param thawing what is not there yet; the queue is held for it already
  void captured(KeyRange range, @Nullable Waiting thawing) {
    for (Held held : List.copyOf(ranges)) {
      if (held.waiting.range().overlaps(range)) {
        remove(held);
        RangeSplit.without(held.waiting.range(), range)
            .forEach(rest -> add(new Held(held.waiting.over(rest), held.underWay)));
      }
    }
    if (thawing != null) {
      ranges.add(new Held(thawing, false));
    }
  }

  /// What was looked for is not there yet; the queue is held for it already.
  void stillThawing(Waiting waiting) {
    ranges.removeIf(held -> held.underWay && held.waiting.range().equals(waiting.range()));
    ranges.add(new Held(waiting, false));
  }

  private void add(Held held) {
    if (!held.underWay) {
      queue.hold();
    }
    ranges.add(held);
  }

  private void remove(Held held) {
    ranges.remove(held);
    if (!held.underWay) {
      queue.release();
    }
  }

  /// Has looked at what is due.
  void look(Instant now) {
    for (int i = 0; i < ranges.size(); i++) {
      Held held = ranges.get(i);
      if (!held.underWay && !now.isBefore(held.waiting.lookAt())) {
        ranges.set(i, new Held(held.waiting, true));
        queue.put(new Unit.Look(source, held.waiting));
        queue.release();
      }
    }
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /// Empty where nothing waits.
  Optional<Instant> nextLook() {
    return ranges.stream()
        .filter(held -> !held.underWay)
        .map(held -> held.waiting.lookAt())
        .min(Instant::compareTo);
  }
}
