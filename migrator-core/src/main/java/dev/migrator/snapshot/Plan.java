package dev.migrator.snapshot;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which ranges are to be listed, and where they are cut. No I/O.
final class Plan {
  private Plan() {}

  /// What is left to do: all that no segment of this run covers without gaps.
  static List<KeyRange> work(List<Segment> head, String run) {
    return between(done(head, run));
  }

  /// What this run captured without gaps.
  static List<Segment> done(List<Segment> head, String run) {
    return head.stream().filter(s -> s.run().equals(run) && s.gaps() == 0).toList();
  }

  /// The ranges that lie between ascending, disjoint segments, before and after them.
  static List<KeyRange> between(List<Segment> segments) {
    List<KeyRange> ranges = new ArrayList<>();
    @Nullable Key from = KeyRange.ALL.from();
    for (Segment segment : segments) {
      if (from != null && from.compareTo(segment.range().from()) < 0) {
        ranges.add(new KeyRange(from, segment.range().from()));
      }
      from = segment.range().to();
    }
    if (from != null) {
      ranges.add(new KeyRange(from, null));
    }
    return ranges;
  }

  /// Cuts a range where segments begin, so that each piece replaces whole ones, of about
  /// `entriesEach` entries.
  static List<KeyRange> alongSegments(KeyRange range, List<Segment> head, long entriesEach) {
    List<KeyRange> pieces = new ArrayList<>();
    Key from = range.from();
    long entries = 0;
    for (Segment segment : head) {
      if (!range.contains(segment.range().from())) {
        continue;
      }
      if (entries >= entriesEach && from.compareTo(segment.range().from()) < 0) {
        pieces.add(new KeyRange(from, segment.range().from()));
        from = segment.range().from();
        entries = 0;
      }
      entries += segment.entries();
    }
    pieces.add(range.startingAt(from));
    return pieces;
  }
}
