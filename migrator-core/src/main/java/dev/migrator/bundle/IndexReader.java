package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import org.jspecify.annotations.Nullable;

/// The entries of one index file, in order. Throws [BundleDamagedException] where a line is
/// malformed, or out of order, or outside the index's range.
public final class IndexReader implements EntryReader {
  static final String ENDING = ".ndjson.zst";

  private final String path;
  private final KeyRange range;
  private final LineReader lines;
  private @Nullable Entry last;

  private IndexReader(String path, KeyRange range, LineReader lines) {
    this.path = path;
    this.range = range;
    this.lines = lines;
  }

  /// @param index path without ending
  /// @param range that all keys lie within
  public static IndexReader open(BundleFiles store, String index, KeyRange range) {
    String path = index + ENDING;
    return new IndexReader(path, range, new LineReader(FramedFile.open(store, path).frames()));
  }

  @Override
  public @Nullable Entry next() {
    try {
      if (!lines.next()) {
        return null;
      }
      Entry entry = EntryJson.parse(lines.buffer(), lines.offset(), lines.length());
      check(entry);
      last = entry;
      return entry;
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private void check(Entry entry) {
    if (!range.contains(entry.key())) {
      throw new IllegalArgumentException("the key %s is not in %s".formatted(entry.key(), range));
    }
    if (last != null && entry.key().compareTo(last.key()) < 0) {
      throw new IllegalArgumentException("the key %s is out of order".formatted(entry.key()));
    }
  }

  private BundleDamagedException damaged(IllegalArgumentException cause) {
    return new BundleDamagedException(
        "%s is damaged: line %d: %s".formatted(path, lines.number(), cause.getMessage()),
        "Run `migrator verify` to see all that is affected, and put the file back from a copy.",
        cause);
  }

  @Override
  public void close() {
    lines.close();
  }
}
