package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.SourceDescription;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bundle that is read. Trusts nothing: whatever does not match the commit throws
/// [dev.migrator.error.BundleDamagedException]. Safe for many threads at once.
public final class Bundle implements AutoCloseable {

  /// @throws dev.migrator.error.NoSuchBundleException if there is no bundle, or nothing was
  ///   committed
  public static Bundle open(BundleStore store) {
    throw new UnsupportedOperationException(store.label());
  }

  public BundleStore store() {
    throw new UnsupportedOperationException();
  }

  /// The highest whole commit.
  public Commit head() {
    throw new UnsupportedOperationException();
  }

  /// Numbers of all whole commits, ascending.
  public List<Long> commits() {
    throw new UnsupportedOperationException();
  }

  /// @throws dev.migrator.error.UsageException if there is no such commit
  public Commit commit(long number) {
    throw new UnsupportedOperationException("" + number);
  }

  /// The entries of one source within `range`. The caller closes it.
  public EntryReader entries(Commit commit, String source, KeyRange range) {
    throw new UnsupportedOperationException(commit + source + range);
  }

  /// Opens an entry's bytes, reading only the frames that hold them. Throws at the end if length or
  /// SHA-256 are not the entry's. The caller closes the stream.
  ///
  /// @throws IllegalArgumentException if the entry has no content
  public InputStream bytes(Entry entry) {
    throw new UnsupportedOperationException("" + entry);
  }

  /// What the source said of itself, empty if it was never asked.
  public Optional<SourceDescription> description(Commit commit, String source) {
    throw new UnsupportedOperationException(commit + source);
  }

  /// Hands over every gap: of keys and attributes, of ranges not reached, of configuration.
  ///
  /// @param source null for all
  public void gaps(Commit commit, @Nullable String source, Consumer<Gap> consumer) {
    throw new UnsupportedOperationException("" + commit + source + consumer);
  }

  @Override
  public void close() {}
}
