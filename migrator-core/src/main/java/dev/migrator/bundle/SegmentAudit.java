package dev.migrator.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a segment's index, and beside it its table for `sh` and its gap file, which must say the
/// same. Not for several threads.
public final class SegmentAudit implements AutoCloseable {
  private static final int FILE_COLUMN = 6;

  private final String source;
  private final Segment segment;
  private final IndexReader index;
  private final @Nullable Companion table;
  private final @Nullable Companion gaps;
  private long entries;
  private long objects;
  private long bytes;
  private long gapCount;

  /// @param unsound paths that are not to be looked at
  /// @throws dev.migrator.error.BundleDamagedException if the index cannot be opened
  public SegmentAudit(BundleFiles files, String source, Segment segment, Set<String> unsound) {
    this.source = source;
    this.segment = segment;
    this.index = IndexReader.open(files, segment.index(), segment.range());
    this.table = companion(files, tablePath(segment), unsound);
    this.gaps = companion(files, segment.gapFile(), unsound);
  }

  public static String indexPath(Segment segment) {
    return segment.index() + IndexReader.ENDING;
  }

  public static String tablePath(Segment segment) {
    return segment.index() + IndexWriter.TSV_ENDING;
  }

  /// What column 6 of a segment's table for `sh` names, volumes and more: a cheap look ahead,
  /// unchecked.
  ///
  /// @throws dev.migrator.error.BundleDamagedException if the table cannot be unpacked
  /// @throws IllegalArgumentException if it has no lines
  public static Set<String> places(BundleFiles files, Segment segment) {
    Set<String> places = new HashSet<>();
    String last = "";
    String path = tablePath(segment);
    try (LineReader lines = new LineReader(FramedFile.open(files, path).frames())) {
      while (lines.next()) {
        String line = new String(lines.buffer(), lines.offset(), lines.length(), UTF_8);
        String[] columns = line.split("\t", FILE_COLUMN + 1);
        if (columns.length >= FILE_COLUMN && !columns[FILE_COLUMN - 1].equals(last)) {
          last = columns[FILE_COLUMN - 1];
          places.add(last);
        }
      }
    }
    return places;
  }

  /// What [#places] gives, from the index itself, up to where that is sound.
  public static Set<String> placesOfIndex(BundleFiles files, Segment segment) {
    Set<String> places = new HashSet<>();
    try (IndexReader index = IndexReader.open(files, segment.index(), segment.range())) {
      for (Entry entry = index.next(); entry != null; entry = index.next()) {
        if (entry.content() != null && entry.content().place() instanceof Member member) {
          places.add(member.volume());
        }
      }
      return places;
    } catch (BundleDamagedException unsound) {
      return places; // which is told by whoever reads the index for its own sake
    }
  }

  private static @Nullable Companion companion(
      BundleFiles files, @Nullable String path, Set<String> unsound) {
    return path == null || unsound.contains(path) ? null : new Companion(files, path);
  }

  /// @return null at the end
  /// @throws dev.migrator.error.BundleDamagedException if the line is malformed
  public @Nullable Entry next() {
    Entry entry = index.next();
    if (entry != null) {
      count(entry);
      if (table != null) {
        table.expect(IndexTsv.line(entry).getBytes(UTF_8));
      }
      entry.gaps().forEach(missing -> expectGap(entry, missing));
    }
    return entry;
  }

  private void count(Entry entry) {
    entries++;
    gapCount += entry.gaps().size();
    if (entry.content() != null) {
      objects++;
      bytes += entry.content().sizeBytes();
    }
  }

  private void expectGap(Entry entry, Entry.Missing missing) {
    if (gaps != null) {
      OfKey scope = new OfKey(entry.key(), entry.listed().versionId(), missing.attribute());
      gaps.expect(GapJson.line(new Gap(source, scope, missing.code(), missing.reason())));
    }
  }

  /// What does not agree, by path. To be called when there is no next entry.
  public SortedMap<String, String> disagreements() {
    SortedMap<String, String> problems = new TreeMap<>();
    end(problems, tablePath(segment), table);
    if (segment.gapFile() != null) {
      end(problems, segment.gapFile(), gaps);
    } else if (gapCount > 0) {
      problems.put(indexPath(segment), gapCount + " gaps, and the commit names no gap file");
    }
    compareTotals(problems);
    return problems;
  }

  private static void end(Map<String, String> problems, String path, @Nullable Companion file) {
    if (file != null) {
      file.expectEnd();
      if (file.problem() != null) {
        problems.put(path, file.problem());
      }
    }
  }

  private void compareTotals(Map<String, String> problems) {
    if (entries != segment.entries()
        || objects != segment.objects()
        || bytes != segment.bytes()
        || gapCount != segment.gaps()) {
      problems.put(
          indexPath(segment),
          "it has %d entries, %d objects, %d bytes, %d gaps; the commit says %d, %d, %d, %d"
              .formatted(
                  entries,
                  objects,
                  bytes,
                  gapCount,
                  segment.entries(),
                  segment.objects(),
                  segment.bytes(),
                  segment.gaps()));
    }
  }

  @Override
  public void close() {
    close(gaps);
    close(table);
    index.close();
  }

  private static void close(@Nullable Companion file) {
    if (file != null) {
      file.close();
    }
  }
}
