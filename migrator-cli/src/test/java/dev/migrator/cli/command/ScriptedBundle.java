package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.database.SavedCut;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bundle in memory.
///
/// @param commits ascending; each has the same entries
/// @param entries source to its entries, in order
/// @param failure thrown after the last entry of a listing; null for none
record ScriptedBundle(
    List<Commit> commits,
    Map<String, List<Entry>> entries,
    Map<Long, byte[]> bytesByOrdinal,
    List<Gap> gaps,
    @Nullable RuntimeException failure)
    implements OpenBundle {

  @Override
  public Commit head() {
    return commits.getLast();
  }

  @Override
  public List<Long> numbers() {
    return commits.stream().map(Commit::number).toList();
  }

  @Override
  public Commit commit(long number) {
    return commits.get((int) number - 1);
  }

  @Override
  public EntryReader entries(Commit commit, String source, KeyRange range) {
    Iterator<Entry> matching =
        entries.getOrDefault(source, List.of()).stream()
            .filter(entry -> range.contains(entry.key()))
            .iterator();
    return new EntryReader() {
      @Override
      public @Nullable Entry next() {
        if (!matching.hasNext() && failure != null) {
          throw failure;
        }
        return matching.hasNext() ? matching.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public InputStream bytes(Entry entry) {
    return new ByteArrayInputStream(Objects.requireNonNull(bytesByOrdinal.get(entry.ordinal())));
  }

  @Override
  public SavedCut cut(Commit commit, String source) {
    throw new UnsupportedOperationException("no database here: " + source);
  }

  @Override
  public void gaps(Commit commit, @Nullable String source, Consumer<Gap> consumer) {
    gaps.stream().filter(gap -> source == null || gap.source().equals(source)).forEach(consumer);
  }

  @Override
  public void close() {}
}
