package dev.migrator.bundle;

import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.BundleWriter.Settings;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the tests of this package write into bundles and read from them.
final class TestBundle {
  static final Instant NOW = Instant.parse("2026-11-22T03:01:00Z");
  static final Settings SMALL = new Settings(1 << 20);
  static final String ESTATE = "parler";
  static final String SOURCE = "media";
  private static final int IN_MEMORY_BYTES = 100_000;

  private TestBundle() {}

  static BundleWriter open(BundleStore store) {
    return BundleWriter.open(store, ESTATE, SMALL);
  }

  static Listed listed(String key, int sizeBytes) {
    return new Listed(Key.of(key), Kind.OBJECT, null, true, sizeBytes, NOW, "etag", null);
  }

  static Described described(Listed listed) {
    return new Described(listed, NoAttributes.INSTANCE, null, List.of());
  }

  /// Small ones from memory, larger ones in chunks, from where an earlier run left off.
  static void add(SegmentWriter segment, String key, byte[] bytes) {
    Described described = described(listed(key, bytes.length));
    if (bytes.length < IN_MEMORY_BYTES) {
      segment.add(described, bytes, bytes.length, Sha256.of(bytes), SourceProof.NONE);
      return;
    }
    ObjectSink sink = segment.begin(described.listed());
    writeFrom(sink, bytes, Math.toIntExact(sink.resumeAt()), bytes.length);
    sink.finish(described, Sha256.of(bytes), SourceProof.NONE);
  }

  static void writeFrom(ObjectSink sink, byte[] bytes, int from, int to) {
    for (int offset = from; offset < to; offset += Frames.CHUNK_BYTES) {
      int size = Math.min(Frames.CHUNK_BYTES, to - offset);
      byte[] frame = Frames.compress(Arrays.copyOfRange(bytes, offset, offset + size), size);
      sink.write(size, frame, frame.length);
    }
  }

  static Segment write(BundleWriter writer, SortedMap<String, byte[]> contents) {
    try (SegmentWriter segment = writer.segment(SOURCE)) {
      contents.forEach((key, bytes) -> add(segment, key, bytes));
      return seal(segment, KeyRange.ALL);
    }
  }

  static Segment seal(SegmentWriter segment, KeyRange range) {
    return segment.seal(range, "run-1", NOW, NOW);
  }

  static Commit commit(BundleWriter writer, Segment... segments) {
    return writer.commit(draft(true, segments));
  }

  static Draft draft(boolean finished, Segment... segments) {
    SortedMap<String, SourceState> sources = new TreeMap<>();
    sources.put(SOURCE, new SourceState("s3", null, List.of(segments), List.of()));
    return new Draft("run-1", finished, null, sources);
  }

  static byte[] bytes(Random random, int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    random.nextBytes(bytes);
    return bytes;
  }

  static List<Entry> all(EntryReader reader) {
    List<Entry> entries = new ArrayList<>();
    try (reader) {
      for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /// All contents of the head, proven by their hashes.
  static SortedMap<String, byte[]> read(BundleStore store) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try (Bundle bundle = Bundle.open(store)) {
      for (Entry entry : all(bundle.entries(bundle.head(), SOURCE, KeyRange.ALL))) {
        try (InputStream in = bundle.bytes(entry)) {
          contents.put(entry.key().text(), in.readAllBytes());
        }
      }
    }
    return contents;
  }

  /// Files that are neither named by the head, nor tag files, nor work in flight.
  static List<String> damage(BundleStore store) {
    Commit head = Bundle.open(store).head();
    return store.list().stream()
        .map(BundleStore.StoredFile::path)
        .filter(path -> !head.files().containsKey(path))
        .filter(path -> !path.equals(Names.commit(head.number())))
        .filter(path -> !TagFiles.PATHS.contains(path))
        .filter(path -> !Names.isInFlight(path, head))
        .toList();
  }

  static SortedMap<String, byte[]> of(Map<String, byte[]> contents) {
    return new TreeMap<>(contents);
  }
}
