package dev.migrator.snapshot;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The segments that a source consists of now: the newest for every key. Not for several threads.
final class Ledger {
  private final TreeMap<Key, Held> byStart = new TreeMap<>();

  /// @param range what of the segment still counts
  private record Held(Segment segment, KeyRange range) {
    boolean isWhole() {
      return range.equals(segment.range());
    }
  }

  /// Rewrites part of a segment as one of its own.
  interface Cutter {
    Segment cut(Segment segment, KeyRange range);
  }

  Ledger(List<Segment> segments) {
    segments.forEach(this::put);
  }

  /// Adds a segment in the place of whatever stood in its range.
  void put(Segment segment) {
    KeyRange range = segment.range();
    for (Held old : overlapping(range)) {
      byStart.remove(old.range.from());
      hold(old.segment, new KeyRange(old.range.from(), least(old.range.from(), range.from())));
      Key end = range.to();
      if (end != null && old.range.isBelowEnd(end)) {
        hold(old.segment, old.range.startingAt(end));
      }
    }
    hold(segment, range);
  }

  private void hold(Segment segment, KeyRange range) {
    if (!range.isEmpty()) {
      byStart.put(range.from(), new Held(segment, range));
    }
  }

  /// The end of what is left below `start`: nothing, if the old range begins at or above it.
  private static Key least(Key from, Key start) {
    return from.compareTo(start) > 0 ? from : start;
  }

  private List<Held> overlapping(KeyRange range) {
    List<Held> found = new ArrayList<>();
    Map.Entry<Key, Held> first = byStart.floorEntry(range.from());
    Key start = first == null ? range.from() : first.getKey();
    for (Held held : byStart.tailMap(start, true).values()) {
      if (!range.isBelowEnd(held.range.from())) {
        break;
      }
      if (held.range.overlaps(range)) {
        found.add(held);
      }
    }
    return found;
  }

  /// The segments as they stand, ascending, after what was replaced in part has been cut.
  List<Segment> settle(Cutter cutter) {
    for (Held held : List.copyOf(byStart.values())) {
      if (!held.isWhole()) {
        hold(cutter.cut(held.segment, held.range), held.range);
      }
    }
    return segments();
  }

  List<Segment> segments() {
    return byStart.values().stream().map(Held::segment).toList();
  }

  /// The ranges that no segment of `run` covers; of any run where it is null.
  List<KeyRange> uncovered(@Nullable String run) {
    List<Segment> covering =
        segments().stream().filter(segment -> run == null || segment.run().equals(run)).toList();
    return Plan.between(covering);
  }
}
