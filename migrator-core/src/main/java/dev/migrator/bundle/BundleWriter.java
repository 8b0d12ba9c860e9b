package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.SourceDescription;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A bundle that is written, by one process at a time. Segments may be written by many threads,
/// each its own; commits by one at a time.
public final class BundleWriter implements AutoCloseable {

  /// @param volumeBytes content after which a volume is full; larger objects go in pieces. At least
  ///   1 MiB
  public record Settings(long volumeBytes) {}

  /// Takes the bundle, or makes a new one: adopts whole sealed volumes and pieces that no commit
  /// names yet (each is read and checked), removes other work in flight, brings the tag files up to
  /// the highest whole commit.
  ///
  /// @throws dev.migrator.error.BundleInUseException if another run holds it
  public static BundleWriter open(BundleStore store, String estate, Settings settings) {
    throw new UnsupportedOperationException(store.label() + estate + settings);
  }

  /// The highest whole commit, empty for a new bundle.
  public Optional<Commit> head() {
    throw new UnsupportedOperationException();
  }

  /// What is known of a range: the head's entries and those of adopted volumes, these first where
  /// both have the same version. The caller closes it.
  public EntryReader known(String source, KeyRange range) {
    throw new UnsupportedOperationException(source + range);
  }

  /// Starts a segment. The caller seals or closes it.
  public SegmentWriter segment(String source) {
    throw new UnsupportedOperationException(source);
  }

  /// Writes a source's description.
  ///
  /// @return its path, for [Draft]
  public String describe(String source, SourceDescription description) {
    throw new UnsupportedOperationException(source + description);
  }

  /// What a commit is to say.
  ///
  /// @param stopped see [Commit]
  /// @param sources all sources of the estate; their segments are sealed ones of this writer, or of
  ///   the head
  public record Draft(
      String run,
      boolean finished,
      @Nullable String stopped,
      SortedMap<String, Commit.SourceState> sources) {}

  /// Writes the next commit, then the tag files. When it returns, the commit is durable.
  public Commit commit(Draft draft) {
    throw new UnsupportedOperationException("" + draft);
  }

  /// Rewrites the part of a head's segment that lies within `range` as a segment of its own,
  /// because newer ones replace the rest. Run and times stay those of `segment`.
  public Commit.Segment remainder(String source, Commit.Segment segment, KeyRange range) {
    throw new UnsupportedOperationException(source + segment + range);
  }

  /// Gaps that a source as a whole has, for [Draft]: one for each answer that is a gap.
  public static List<Gap> gapsOf(String source, SourceDescription description) {
    throw new UnsupportedOperationException(source + description);
  }

  /// Gives the bundle back. What was not committed is work in flight.
  @Override
  public void close() {}
}
