package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfSource;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A bundle that is written, by one process at a time. Segments may be written by many threads,
/// each its own; commits by one at a time.
public final class BundleWriter implements AutoCloseable {
  private static final long MIN_VOLUME_BYTES = 1 << 20;

  private final BundleStore.Lease lease;
  private final Workplace work;
  private final Committer committer;

  /// @param volumeBytes content after which a volume is full; larger objects go in pieces. At least
  ///   1 MiB
  public record Settings(long volumeBytes) {
    public Settings {
      if (volumeBytes < MIN_VOLUME_BYTES) {
        throw new IllegalArgumentException("volumeBytes is below 1 MiB: " + volumeBytes);
      }
    }
  }

  private BundleWriter(BundleStore.Lease lease, Committer committer) {
    this.lease = lease;
    this.work = committer.work();
    this.committer = committer;
  }

  /// Takes the bundle, or makes a new one: adopts whole sealed volumes and pieces that no commit
  /// names yet (each is read and checked), removes other work in flight, brings the tag files up to
  /// the highest whole commit.
  ///
  /// @throws dev.migrator.error.BundleInUseException if another run holds it
  /// @throws dev.migrator.error.UsageException if the place holds something else, or the bundle of
  ///   another estate
  public static BundleWriter open(BundleStore store, String estate, Settings settings) {
    BundleStore.Lease lease = store.lease();
    boolean isOpen = false;
    try {
      BundleWriter writer =
          new BundleWriter(lease, Opening.run(store, estate, settings.volumeBytes()));
      isOpen = true;
      return writer;
    } finally {
      if (!isOpen) {
        lease.close();
      }
    }
  }

  /// The highest whole commit, empty for a new bundle.
  public Optional<Commit> head() {
    return Optional.ofNullable(committer.head());
  }

  /// What is known of a range: the head's entries and those of adopted volumes, these first where
  /// both have the same version. The caller closes it.
  public EntryReader known(String source, KeyRange range) {
    Commit head = committer.head();
    SourceState state = head == null ? null : head.sources().get(source);
    List<EntryReader> readers = work.adopted.entries(source, range);
    if (head != null && state != null) {
      readers.add(new SegmentsReader(work.proven, head, state.segments(), range));
    }
    return new MergedReader(readers);
  }

  /// Starts a segment. The caller seals or closes it.
  public SegmentWriter segment(String source) {
    return new OpenSegment(work, source);
  }

  /// Writes a source's description.
  ///
  /// @return its path, for [Draft]
  public String describe(String source, SourceDescription description) {
    long number = work.numbers.file();
    String path = Names.description(source, number);
    byte[] bytes = DescriptionJson.bytes(source, description);
    work.store.replace(path, bytes);
    SortedMap<String, Stamp> files = new TreeMap<>();
    files.put(path, new Stamp(bytes.length, Sha256.of(bytes)));
    work.seal(path, new Workplace.Sealed(files, Set.of(number), Set.of()));
    return path;
  }

  /// Starts a cut of a database.
  public CutWriter cut(String source) {
    return new CutWriter(work, source);
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
      SortedMap<String, SourceState> sources) {}

  /// Writes the next commit, then the tag files. When it returns, the commit is durable.
  public Commit commit(Draft draft) {
    return committer.commit(draft);
  }

  /// Rewrites the part of a head's segment that lies within `range` as a segment of its own,
  /// because newer ones replace the rest. Run and times stay those of `segment`.
  public Segment remainder(String source, Segment segment, KeyRange range) {
    Commit head = committer.head();
    if (head == null) {
      throw new IllegalArgumentException("a segment of no commit: " + segment);
    }
    try (SegmentWriter part = segment(source);
        EntryReader entries = new SegmentsReader(work.proven, head, List.of(segment), range)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        part.carry(entry, entry.listed());
      }
      return part.seal(range, segment.run(), segment.listedFrom(), segment.listedTo());
    }
  }

  /// Gaps that a source as a whole has, for [Draft]: one for each answer that is a gap.
  public static List<Gap> gapsOf(String source, SourceDescription description) {
    List<Gap> gaps = new ArrayList<>();
    description
        .answers()
        .forEach((question, answer) -> {
          switch (answer) {
            case Answer.Present _, Answer.Absent _, Answer.Unsupported _ -> {}
            case Answer.Forbidden(String reason) ->
                gaps.add(gap(source, question, Gap.Code.FORBIDDEN, reason));
            case Answer.Failed(String reason) ->
                gaps.add(gap(source, question, Gap.Code.UNREADABLE, reason));
          }
        });
    return gaps;
  }

  private static Gap gap(String source, String question, Gap.Code code, String reason) {
    return new Gap(source, new OfSource(question), code, reason);
  }

  /// Gives the bundle back. What was not committed is work in flight.
  @Override
  public void close() {
    try (lease) {
      committer.close();
    }
  }
}
