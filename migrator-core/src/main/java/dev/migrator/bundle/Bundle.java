package dev.migrator.bundle;

import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.database.SavedCut;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.UsageException;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.SourceDescription;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A bundle that is read. Trusts nothing: whatever does not match the commit throws
/// [dev.migrator.error.BundleDamagedException]. Safe for many threads at once.
public final class Bundle implements AutoCloseable {
  private final BundleStore store;
  private final List<Long> commits;
  private final ContentReader contents;
  private final ProvenFiles proven;

  private Bundle(BundleStore store, List<Long> commits) {
    this.store = store;
    this.commits = commits;
    this.contents = new ContentReader(store);
    this.proven = new ProvenFiles(store);
  }

  /// @param store is closed with the bundle
  /// @throws dev.migrator.error.NoSuchBundleException if there is no bundle, or nothing was
  ///   committed; `store` stays open then
  public static Bundle open(BundleStore store) {
    List<Long> commits = Commits.numbers(store.list());
    if (commits.isEmpty()) {
      throw new NoSuchBundleException(
          "there is no bundle at %s, or nothing has been committed to it yet"
              .formatted(store.label()),
          "Check the place, or run `migrator snapshot` first.");
    }
    return new Bundle(store, commits);
  }

  public BundleStore store() {
    return store;
  }

  /// The highest commit.
  public Commit head() {
    return Commits.read(store, commits.getLast());
  }

  /// Numbers of all commits, ascending.
  public List<Long> commits() {
    return commits;
  }

  /// A commit, which is as a later one has it: the highest of those that are whole.
  ///
  /// @throws dev.migrator.error.UsageException if there is no such commit
  public Commit commit(long number) {
    if (!commits.contains(number)) {
      throw new UsageException(
          "the bundle at %s has no commit %d".formatted(store.label(), number),
          "Choose one from %d to %d.".formatted(commits.getFirst(), commits.getLast()));
    }
    Commit later = wholeAfter(number);
    if (later != null) {
      Commits.require(store, number, later);
    }
    return Commits.read(store, number);
  }

  /// @return null where none is left
  private @Nullable Commit wholeAfter(long number) {
    for (long later : commits.reversed()) {
      if (later == number) {
        return null;
      }
      try {
        return Commits.read(store, later);
      } catch (BundleDamagedException broken) {
        // this is why users name an earlier commit; the one before may be whole
      }
    }
    return null;
  }

  /// The entries of one source within `range`. The caller closes it.
  ///
  /// @throws dev.migrator.error.UsageException if the commit has no such source
  public EntryReader entries(Commit commit, String source, KeyRange range) {
    return new SegmentsReader(proven, commit, state(commit, source).segments(), range);
  }

  private static SourceState state(Commit commit, String source) {
    SourceState state = commit.sources().get(source);
    if (state == null) {
      throw new UsageException(
          "the bundle has no source " + source,
          "Choose one of " + String.join(", ", commit.sources().keySet()) + ".");
    }
    return state;
  }

  /// Opens an entry's bytes, reading only the frames that hold them. Throws at the end if length or
  /// SHA-256 are not the entry's. The caller closes the stream.
  ///
  /// @throws IllegalArgumentException if the entry has no content
  public InputStream bytes(Entry entry) {
    Content content = entry.content();
    if (content == null) {
      throw new IllegalArgumentException("has no content: " + entry.listed().label());
    }
    return new ProvenStream(
        entry.listed().label(), content.sizeBytes(), content.sha256(), contents.open(content));
  }

  /// The cut that a database is restored from.
  ///
  /// @throws dev.migrator.error.UsageException if the commit has none
  public SavedCut cut(Commit commit, String source, Predicate<String> tables) {
    DatabaseCut cut =
        state(commit, source)
            .bestCut()
            .orElseThrow(() ->
                new UsageException(
                    "the bundle holds nothing yet of the database " + source,
                    "Run the snapshot again."));
    return new BundledCut(store, proven, commit, source, cut, tables);
  }

  /// What the source said of itself, empty if it was never asked.
  public Optional<SourceDescription> description(Commit commit, String source) {
    String path = state(commit, source).description();
    return path == null ? Optional.empty() : Optional.of(readDescription(commit, path));
  }

  private SourceDescription readDescription(Commit commit, String path) {
    BundleFiles file = proven.open(commit, path);
    long sizeBytes = file.sizeBytes(path).orElseThrow();
    if (sizeBytes > Json.MAX_LINE_BYTES) {
      throw damaged(path, "it has %d bytes".formatted(sizeBytes));
    }
    try {
      return DescriptionJson.parse(file.bytes(path, 0, (int) sizeBytes));
    } catch (IllegalArgumentException e) {
      throw damaged(path, String.valueOf(e.getMessage()));
    }
  }

  /// Hands over every gap: of keys and attributes, of ranges not reached, of configuration.
  ///
  /// @param source null for all
  public void gaps(Commit commit, @Nullable String source, Consumer<Gap> consumer) {
    commit
        .sources()
        .forEach((name, state) -> {
          if (source == null || source.equals(name)) {
            CommitGaps.ofSource(name, state).forEach(consumer);
            state.segments().stream()
                .map(Commit.Segment::gapFile)
                .filter(Objects::nonNull)
                .forEach(path -> gapFile(commit, path, consumer));
          }
        });
  }

  private void gapFile(Commit commit, String path, Consumer<Gap> consumer) {
    BundleFiles file = proven.open(commit, path);
    try (LineReader lines = new LineReader(FramedFile.open(file, path).frames())) {
      while (lines.next()) {
        consumer.accept(GapJson.parse(lines.buffer(), lines.offset(), lines.length()));
      }
    } catch (IllegalArgumentException e) {
      throw damaged(path, String.valueOf(e.getMessage()));
    }
  }

  private static BundleDamagedException damaged(String path, String problem) {
    return new BundleDamagedException(
        path + " is damaged: " + problem,
        "Run `migrator verify` to see all that is affected, and put the file back from a copy.");
  }

  @Override
  public void close() {
    store.close();
  }
}
