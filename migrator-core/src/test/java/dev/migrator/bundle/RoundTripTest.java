package dev.migrator.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.BundleWriter.Settings;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.store.DirectoryStore;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written, committed and read again is the same.
final class RoundTripTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:01:00Z");
  private static final Settings SMALL = new Settings(1 << 20);

  @TempDir Path folder;

  @Test
  void whatIsCommittedReadsBackByteForByte() throws IOException {
    List<byte[]> contents = contents(new Random(7));
    write(contents);

    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      Commit head = bundle.head();
      assertThat(head.number()).isEqualTo(1);
      List<Entry> entries = entries(bundle, head);
      assertThat(entries).hasSize(contents.size());
      for (int i = 0; i < contents.size(); i++) {
        try (InputStream in = bundle.bytes(entries.get(i))) {
          assertThat(in.readAllBytes()).as("object " + i).isEqualTo(contents.get(i));
        }
      }
    }
  }

  private static List<byte[]> contents(Random random) {
    List<byte[]> contents = new ArrayList<>();
    for (int size : new int[] {0, 1, 511, 512, 513, 70_000, 1 << 20, (1 << 20) + 1, 20 << 20}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      contents.add(bytes);
    }
    return contents;
  }

  private void write(List<byte[]> contents) {
    try (BundleWriter writer = BundleWriter.open(new DirectoryStore(folder), "parler", SMALL);
        SegmentWriter segment = writer.segment("media")) {
      for (int i = 0; i < contents.size(); i++) {
        add(segment, "key-" + i, contents.get(i));
      }
      Segment sealed = segment.seal(KeyRange.ALL, "run-1", NOW, NOW);
      TreeMap<String, SourceState> sources = new TreeMap<>();
      sources.put("media", new SourceState("s3", null, List.of(sealed), List.of()));
      writer.commit(new Draft("run-1", true, null, sources));
    }
  }

  private static void add(SegmentWriter segment, String key, byte[] bytes) {
    Listed listed =
        new Listed(Key.of(key), Kind.OBJECT, null, true, bytes.length, NOW, "etag", null);
    Described described = new Described(listed, NoAttributes.INSTANCE, null, List.of());
    if (bytes.length < 100_000) {
      segment.add(described, bytes, bytes.length, Sha256.of(bytes), SourceProof.NONE);
      return;
    }
    ObjectSink sink = segment.begin(listed);
    for (int offset = 0; offset < bytes.length; offset += Frames.CHUNK_BYTES) {
      int size = Math.min(Frames.CHUNK_BYTES, bytes.length - offset);
      byte[] chunk = java.util.Arrays.copyOfRange(bytes, offset, offset + size);
      sink.write(size, Frames.compress(chunk, size));
    }
    sink.finish(described, Sha256.of(bytes), SourceProof.NONE);
  }

  private static List<Entry> entries(Bundle bundle, Commit commit) {
    List<Entry> entries = new ArrayList<>();
    try (EntryReader reader = bundle.entries(commit, "media", KeyRange.ALL)) {
      for (Entry entry = reader.next(); entry != null; entry = reader.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
