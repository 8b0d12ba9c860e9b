package dev.migrator.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FramedWriter;
import dev.migrator.model.Entry;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfKey;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The index of one segment, in both spellings, with its gap file where there are gaps. Lines go
/// straight to their files. Not for several threads.
final class IndexWriter implements AutoCloseable {
  static final String TSV_ENDING = ".tsv.zst";
  private static final int FRAME_BYTES = 512 << 10;

  private final BundleStore store;
  private final String source;
  private final String path;
  private final long number;
  private final String gapPath;
  private final long gapNumber;
  private final FramedWriter json;
  private final FramedWriter tsv;
  private @Nullable FramedWriter gaps;
  private long entries;
  private long objects;
  private long bytes;
  private long gapCount;

  /// @param number of the index
  /// @param gapNumber of the gap file, which is made only where there is a gap
  IndexWriter(BundleStore store, String source, long number, long gapNumber) {
    this.store = store;
    this.source = source;
    this.path = Names.index(source, number);
    this.number = number;
    this.gapPath = Names.gaps(source, gapNumber);
    this.gapNumber = gapNumber;
    json = new FramedWriter(store.create(path + IndexReader.ENDING), FRAME_BYTES);
    tsv = new FramedWriter(store.create(path + TSV_ENDING), FRAME_BYTES);
  }

  /// @param line what [EntryJson#line] made of the entry
  void add(Entry entry, byte[] line) {
    write(json, line);
    write(tsv, IndexTsv.line(entry).getBytes(UTF_8));
    entries++;
    if (entry.content() != null) {
      objects++;
      bytes += entry.content().sizeBytes();
    }
    entry.gaps().forEach(missing -> addGap(entry, missing));
  }

  private void addGap(Entry entry, Missing missing) {
    if (gaps == null) {
      gaps = new FramedWriter(store.create(gapPath), FRAME_BYTES);
    }
    OfKey scope = new OfKey(entry.key(), entry.listed().versionId(), missing.attribute());
    write(gaps, GapJson.line(new Gap(source, scope, missing.code(), missing.reason())));
    gapCount++;
  }

  private static void write(FramedWriter file, byte[] line) {
    file.write(line, 0, line.length);
    file.endItem();
  }

  /// Makes the files durable.
  ///
  /// @param files receives them by path
  void finish(SortedMap<String, Stamp> files) {
    files.put(path + IndexReader.ENDING, finish(json));
    files.put(path + TSV_ENDING, finish(tsv));
    if (gaps != null) {
      files.put(gapPath, finish(gaps));
    }
  }

  private static Stamp finish(FramedWriter file) {
    var sha256 = file.finish();
    return new Stamp(file.storedBytes(), sha256);
  }

  /// The files that [#finish] makes, with their numbers.
  SortedMap<String, Long> numbers() {
    SortedMap<String, Long> numbers = new TreeMap<>();
    numbers.put(path + IndexReader.ENDING, number);
    numbers.put(path + TSV_ENDING, number);
    if (gaps != null) {
      numbers.put(gapPath, gapNumber);
    }
    return numbers;
  }

  String path() {
    return path;
  }

  @Nullable String gapFile() {
    return gaps == null ? null : gapPath;
  }

  long entries() {
    return entries;
  }

  long objects() {
    return objects;
  }

  /// Content of the entries.
  long bytes() {
    return bytes;
  }

  long gaps() {
    return gapCount;
  }

  /// Without [#finish]: nothing stays.
  @Override
  public void close() {
    json.close();
    tsv.close();
    if (gaps != null) {
      gaps.close();
    }
  }
}
