package dev.migrator.snapshot;

import dev.migrator.engine.WorkQueue;
import dev.migrator.model.KeyRange;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.snapshot.Unit.Visit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ranges of one source in which objects were left for a later turn. Each holds the work queue
/// open until it is handed out, which is to be after a commit: what was captured is known then.
/// Only for the thread that commits.
final class PostponedRanges {
  private final String source;
  private final WorkQueue<Unit> queue;
  private final List<Postponed> ranges = new ArrayList<>();

  private record Postponed(KeyRange range, Turn turn, boolean isHandedOut) {}

  PostponedRanges(String source, WorkQueue<Unit> queue) {
    this.source = source;
    this.queue = queue;
  }

  /// A segment was sealed in one of the ranges, or in none.
  ///
  /// @param later the next turn, for which the queue is held already; null if nothing was left
  void sealed(KeyRange range, @Nullable Turn later) {
    for (Postponed one : List.copyOf(ranges)) {
      if (one.isHandedOut && one.range.overlaps(range)) {
        ranges.remove(one);
        RangeSplit.without(one.range, range)
            .forEach(rest -> ranges.add(new Postponed(rest, one.turn, true)));
      }
    }
    if (later != null) {
      ranges.add(new Postponed(range, later, false));
    }
  }

  /// Whether something waits to be handed out.
  boolean isWaiting() {
    return ranges.stream().anyMatch(one -> !one.isHandedOut);
  }

  /// In which the later turn did not come to its end.
  List<KeyRange> ranges() {
    return ranges.stream().map(Postponed::range).toList();
  }

  /// Has what waits captured.
  void handOut() {
    for (int i = 0; i < ranges.size(); i++) {
      Postponed one = ranges.get(i);
      if (!one.isHandedOut) {
        ranges.set(i, new Postponed(one.range, one.turn, true));
        queue.put(new Unit.Range(source, one.range, one.turn, Visit.AGAIN));
        queue.release();
      }
    }
  }
}
