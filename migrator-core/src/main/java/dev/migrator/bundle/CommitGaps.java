package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.SegmentWriter.ByteConsumer;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfRange;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All gaps of a commit, as `meta/gaps.ndjson` has them: source by source those of the source as a
/// whole, then its ranges not reached, then what its segments' gap files hold, in order.
public final class CommitGaps {
  private static final String NOT_REACHED = "the snapshot has not come here yet";

  private CommitGaps() {}

  /// How many there are.
  public static long count(Commit commit) {
    return commit.sources().entrySet().stream()
        .mapToLong(source -> count(source.getKey(), source.getValue()))
        .sum();
  }

  /// How many a source has.
  public static long count(String name, SourceState state) {
    return ofSource(name, state).size() + state.segments().stream().mapToLong(Segment::gaps).sum();
  }

  /// Length and hash that `meta/gaps.ndjson` has.
  public static Stamp stamp(BundleStore store, Commit commit) {
    MessageDigest digest = Sha256.newDigest();
    long[] sizeBytes = new long[1];
    lines(
        store,
        commit,
        null,
        (bytes, offset, length) -> {
          digest.update(bytes, offset, length);
          sizeBytes[0] += length;
        });
    return new Stamp(sizeBytes[0], Sha256.of(digest));
  }

  /// Hands over the lines, in pieces that need not end where a line does.
  ///
  /// @param source null for all
  static void lines(
      BundleStore store, Commit commit, @Nullable String source, ByteConsumer consumer) {
    ProvenFiles files = new ProvenFiles(store);
    commit
        .sources()
        .forEach((name, state) -> {
          if (source == null || source.equals(name)) {
            ofSource(name, state).forEach(gap -> accept(consumer, GapJson.line(gap)));
            state.segments().stream()
                .map(Segment::gapFile)
                .filter(Objects::nonNull)
                .forEach(path -> accept(consumer, files.open(commit, path), path));
          }
        });
  }

  private static void accept(ByteConsumer consumer, BundleFiles files, String path) {
    try (var frames = FramedFile.open(files, path).frames()) {
      for (byte[] frame = frames.readFrame(); frame.length > 0; frame = frames.readFrame()) {
        accept(consumer, frame);
      }
    }
  }

  private static void accept(ByteConsumer consumer, byte[] bytes) {
    consumer.accept(bytes, 0, bytes.length);
  }

  /// Gaps of a source that are no key's: those of the source as a whole and its ranges not reached.
  public static List<Gap> ofSource(String name, SourceState state) {
    if (state.isDatabase()) {
      return state.gaps();
    }
    List<Gap> gaps = new ArrayList<>();
    state.gaps().stream().filter(gap -> !(gap.scope() instanceof OfRange)).forEach(gaps::add);
    for (KeyRange range : unreached(state)) {
      gaps.add(gapOf(name, state, range));
    }
    return gaps;
  }

  private static Gap gapOf(String name, SourceState state, KeyRange range) {
    for (Gap gap : state.gaps()) {
      if (gap.scope() instanceof OfRange(KeyRange why) && why.overlaps(range)) {
        return new Gap(name, new OfRange(range), gap.code(), gap.reason());
      }
    }
    return new Gap(name, new OfRange(range), Gap.Code.NOT_REACHED, NOT_REACHED);
  }

  /// What the segments leave out, ascending.
  public static List<KeyRange> unreached(SourceState state) {
    List<KeyRange> unreached = new ArrayList<>();
    Key from = KeyRange.ALL.from();
    for (Segment segment : state.segments()) {
      if (from.compareTo(segment.range().from()) < 0) {
        unreached.add(new KeyRange(from, segment.range().from()));
      }
      if (segment.range().to() == null) {
        return unreached;
      }
      from = segment.range().to();
    }
    unreached.add(new KeyRange(from, null));
    return unreached;
  }
}
