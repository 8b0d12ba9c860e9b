package dev.migrator.snapshot;

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
  private final SourceRun source;
  private final List<Postponed> ranges = new ArrayList<>();

  private record Postponed(KeyRange range, Later later, boolean isHandedOut) {
    boolean isUpTo(Turn last) {
      return later.turn().ruled().compareTo(last) <= 0;
    }
  }

  PostponedRanges(SourceRun source) {
    this.source = source;
  }

  /// A segment was sealed in one of the ranges, or in none.
  ///
  /// @param later what was left, for which the queue is held already; null if nothing was
  void sealed(KeyRange range, @Nullable Later later) {
    for (Postponed one : List.copyOf(ranges)) {
      if (one.isHandedOut && one.range.overlaps(range)) {
        ranges.remove(one);
        RangeSplit.without(one.range, range)
            .forEach(rest -> ranges.add(new Postponed(rest, one.later, true)));
      }
    }
    if (later != null) {
      ranges.add(new Postponed(range, later, false));
    }
  }

  /// Whether something waits to be handed out whose turn has come.
  ///
  /// @param last of the turns that are asked for, as the rules give them
  boolean isWaiting(Turn last) {
    return ranges.stream().anyMatch(one -> isDue(one) && one.isUpTo(last));
  }

  /// Whether something waits to be handed out that was left for its age, and is not too old any
  /// more.
  boolean isOlderWaiting(Turn ruled) {
    return ranges.stream().anyMatch(one -> isDue(one) && one.later.turn() == ruled.older());
  }

  /// Whether something waits that is still too old.
  boolean isHoldingBack(Turn ruled) {
    return ranges.stream()
        .anyMatch(one -> !one.isHandedOut && !isDue(one) && one.later.turn() == ruled.older());
  }

  /// Whether what was handed out is not captured yet.
  ///
  /// @param last of the turns that are asked for, as the rules give them
  boolean isUnderWay(Turn last) {
    return ranges.stream().anyMatch(one -> one.isHandedOut && one.isUpTo(last));
  }

  private boolean isDue(Postponed one) {
    return !one.isHandedOut && one.later.isDue(source.ageLimit(one.later.turn().ruled()));
  }

  /// In which the later turn did not come to its end.
  List<KeyRange> ranges() {
    return ranges.stream().map(Postponed::range).toList();
  }

  /// Takes what waits and whose turn has come. The caller puts it into the queue, which is held for
  /// each until then.
  List<Unit> takeDue() {
    List<Unit> due = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      Postponed one = ranges.get(i);
      if (isDue(one)) {
        ranges.set(i, new Postponed(one.range, one.later, true));
        due.add(new Unit.Range(source.name(), one.range, one.later.turn().ruled(), Visit.AGAIN));
      }
    }
    return due;
  }
}
