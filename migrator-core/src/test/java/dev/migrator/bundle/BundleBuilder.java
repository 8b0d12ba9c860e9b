package dev.migrator.bundle;

import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes bundles of small stores, for tests: every source one commit, its objects read one after
/// the other.
public final class BundleBuilder {
  private static final long VOLUME_BYTES = 1 << 20;
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private final SortedMap<String, ObjectSource> sources = new TreeMap<>();
  private final Set<Key> withoutBytes = new HashSet<>();

  public BundleBuilder source(String name, ObjectSource source) {
    sources.put(name, source);
    return this;
  }

  /// Makes the bytes of a key's versions gaps.
  public BundleBuilder withoutBytes(Key key) {
    withoutBytes.add(key);
    return this;
  }

  /// Adds a commit to the bundle at `store`.
  public Commit commit(BundleStore store) {
    try (BundleWriter writer =
        BundleWriter.open(store, "test", new BundleWriter.Settings(VOLUME_BYTES))) {
      SortedMap<String, SourceState> states = new TreeMap<>();
      sources.forEach((name, source) -> states.put(name, write(writer, name, source)));
      return writer.commit(new Draft("run-1", true, null, states));
    }
  }

  private SourceState write(BundleWriter writer, String name, ObjectSource source) {
    SourceDescription description = source.describe();
    List<Segment> segments = new ArrayList<>();
    Key from = KeyRange.ALL.from();
    try (Listing listing = source.list(KeyRange.ALL)) {
      Listed listed = listing.next();
      while (listed != null) {
        try (SegmentWriter segment = writer.segment(name)) {
          Key last = listed.key();
          while (listed != null && (!segment.isFull() || listed.key().equals(last))) {
            last = listed.key();
            write(segment, source, listed);
            listed = listing.next();
          }
          Key to = listed == null ? null : listed.key();
          segments.add(segment.seal(new KeyRange(from, to), "run-1", AT, AT));
          from = to == null ? from : to;
        }
      }
    }
    String path = writer.describe(name, description);
    return new SourceState(
        description.kind(), path, segments, BundleWriter.gapsOf(name, description));
  }

  private void write(SegmentWriter segment, ObjectSource source, Listed listed) {
    try (ObjectReader reader = source.read(listed)) {
      if (!listed.hasBytes()) {
        segment.addWithoutBytes(described(listed, reader));
      } else if (withoutBytes.contains(listed.key())) {
        Missing missing = new Missing(null, Gap.Code.FORBIDDEN, "a test says so");
        segment.addWithoutBytes(new Described(listed, reader.attributes(), null, List.of(missing)));
      } else {
        writeBytes(segment, listed, reader);
      }
    }
  }

  private static Described described(Listed listed, ObjectReader reader) {
    return listed.kind() == Kind.DELETE_MARKER
        ? new Described(listed, NoAttributes.INSTANCE, null, List.of())
        : new Described(listed, reader.attributes(), null, reader.missing());
  }

  private static void writeBytes(SegmentWriter segment, Listed listed, ObjectReader reader) {
    byte[] bytes = bytes(listed, reader);
    ContentCheck check = reader.check();
    check.update(bytes, 0, bytes.length);
    SourceProof proof = check.finish();
    Described described = new Described(listed, check.completed(), null, reader.missing());
    if (bytes.length <= VOLUME_BYTES) {
      segment.add(described, bytes, bytes.length, Sha256.of(bytes), proof);
      return;
    }
    ObjectSink sink = segment.begin(listed);
    for (int at = 0; at < bytes.length; at += Frames.CHUNK_BYTES) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + Frames.CHUNK_BYTES));
      byte[] frame = Frames.compress(chunk, chunk.length);
      sink.write(chunk.length, frame, frame.length);
    }
    sink.finish(described, Sha256.of(bytes), proof);
  }

  private static byte[] bytes(Listed listed, ObjectReader reader) {
    try (InputStream in = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
