package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of a source's segments that lie within a range; opens one index at a time.
final class SegmentsReader implements EntryReader {
  private final ProvenFiles files;
  private final Commit commit;
  private final Iterator<Segment> segments;
  private final KeyRange range;
  private @Nullable IndexReader current;

  /// @param commit that names the segments' files
  SegmentsReader(ProvenFiles files, Commit commit, List<Segment> segments, KeyRange range) {
    this.files = files;
    this.commit = commit;
    this.range = range;
    this.segments =
        segments.stream()
            .filter(segment -> segment.entries() > 0 && segment.range().overlaps(range))
            .iterator();
  }

  @Override
  public @Nullable Entry next() {
    while (true) {
      Entry entry = current == null ? null : current.next();
      if (entry == null && !openNext()) {
        return null;
      }
      if (entry != null && !range.isBelowEnd(entry.key())) {
        return null;
      }
      if (entry != null && range.contains(entry.key())) {
        return entry;
      }
    }
  }

  private boolean openNext() {
    close();
    if (!segments.hasNext()) {
      return false;
    }
    Segment segment = segments.next();
    BundleFiles index = files.open(commit, segment.index() + IndexReader.ENDING);
    current = IndexReader.open(index, segment.index(), segment.range());
    return true;
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
