package dev.migrator.bundle;

import static dev.migrator.bundle.TestBundle.SOURCE;
import static dev.migrator.bundle.TestBundle.add;
import static dev.migrator.bundle.TestBundle.all;
import static dev.migrator.bundle.TestBundle.bytes;
import static dev.migrator.bundle.TestBundle.commit;
import static dev.migrator.bundle.TestBundle.draft;
import static dev.migrator.bundle.TestBundle.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run left that died: whole volumes and pieces are taken over, the rest is cleared away.
final class AdoptionTest {
  private static final int PIECE = Frames.CHUNK_BYTES;

  @TempDir Path folder;
  private DirectoryStore store;
  private final byte[] big = bytes(new Random(3), 3 * PIECE + 5);

  @BeforeEach
  void choosePlace() {
    store = new DirectoryStore(folder);
  }

  @Test
  void aSealedVolumeIsKnownToTheNextRunAndCarried() throws IOException {
    SortedMap<String, byte[]> contents = contents("a", "b", "c");
    try (BundleWriter killed = TestBundle.open(store)) {
      TestBundle.write(killed, contents);
    }

    try (BundleWriter writer = TestBundle.open(store)) {
      List<Entry> known = all(writer.known(SOURCE, KeyRange.ALL));
      assertThat(known)
          .extracting(Entry::key)
          .containsExactly(Key.of("a"), Key.of("b"), Key.of("c"));
      assertThat(all(writer.known("other", KeyRange.ALL))).isEmpty();
      try (SegmentWriter segment = writer.segment(SOURCE)) {
        known.forEach(entry -> segment.carry(entry, entry.listed()));
        commit(writer, seal(segment, KeyRange.ALL));
      }
    }

    assertEqual(TestBundle.read(store), contents);
    assertThat(TestBundle.damage(store)).isEmpty();
    assertThat(paths()).filteredOn(path -> path.startsWith("data/")).hasSize(1);
  }

  @Test
  void whatWasTakenOverOnlyInPartIsStillKnownAfterAnotherKill() throws IOException {
    try (BundleWriter killed = TestBundle.open(store)) {
      TestBundle.write(killed, contents("a", "b", "c", "d"));
    }
    KeyRange lower = new KeyRange(Key.of(""), Key.of("c"));
    try (BundleWriter killed = TestBundle.open(store);
        SegmentWriter segment = killed.segment(SOURCE)) {
      all(killed.known(SOURCE, lower)).forEach(entry -> segment.carry(entry, entry.listed()));
      killed.commit(draft(false, seal(segment, lower)));
    }

    try (BundleWriter writer = TestBundle.open(store)) {
      assertThat(all(writer.known(SOURCE, KeyRange.ALL)))
          .extracting(entry -> entry.key().text())
          .containsExactly("a", "b", "c", "d");
    }
    assertThat(TestBundle.damage(store)).isEmpty();
  }

  @Test
  void aVolumeWithOneFlippedBitIsNotTakenOver() throws IOException {
    try (BundleWriter killed = TestBundle.open(store)) {
      TestBundle.write(killed, contents("a", "b"));
    }
    Path volume = folder.resolve("data/media/vol-000003.tar.zst");
    byte[] stored = Files.readAllBytes(volume);
    for (int at = 0; at < stored.length; at += Math.max(1, stored.length / 200)) {
      stored[at] ^= 1;
      Files.write(volume, stored);
      stored[at] ^= 1;
      try (BundleWriter writer = TestBundle.open(store)) {
        assertThat(all(writer.known(SOURCE, KeyRange.ALL))).as("bit at " + at).isEmpty();
      }
      assertThat(volume).as("bit at " + at).doesNotExist();
    }
  }

  @Test
  void aBigObjectGoesOnAfterItsLastWholePiece() throws IOException {
    beginBig(2 * PIECE + PIECE / 2);

    try (BundleWriter writer = TestBundle.open(store);
        SegmentWriter segment = writer.segment(SOURCE)) {
      finishBig(segment, 2L * PIECE);
      commit(writer, seal(segment, KeyRange.ALL));
    }

    assertThat(TestBundle.read(store)).containsOnlyKeys("big").containsEntry("big", big);
    assertThat(TestBundle.damage(store)).isEmpty();
  }

  /// Fails where a chunk is cut, as when a run is killed: the sink is neither finished nor
  /// abandoned.
  private void beginBig(int sizeBytes) {
    try (BundleWriter killed = TestBundle.open(store);
        SegmentWriter segment = killed.segment(SOURCE)) {
      ObjectSink sink = segment.begin(TestBundle.listed("big", big.length));
      assertThat(sink.resumeAt()).isZero();
      TestBundle.writeFrom(sink, big, 0, sizeBytes / PIECE * PIECE);
    }
  }

  private void finishBig(SegmentWriter segment, long resumeAt) {
    ObjectSink sink = segment.begin(TestBundle.listed("big", big.length));
    assertThat(sink.resumeAt()).isEqualTo(resumeAt);
    ByteArrayOutputStream replayed = new ByteArrayOutputStream();
    sink.replay(replayed::write);
    assertThat(replayed.toByteArray()).isEqualTo(java.util.Arrays.copyOf(big, (int) resumeAt));
    TestBundle.writeFrom(sink, big, (int) resumeAt, big.length);
    sink.finish(
        TestBundle.described(TestBundle.listed("big", big.length)),
        Sha256.of(big),
        SourceProof.NONE);
  }

  @Test
  void aBigObjectGoesOnInTheSameRunWhereAnotherSegmentWasGivenUp() throws IOException {
    try (BundleWriter writer = TestBundle.open(store)) {
      try (SegmentWriter givenUp = writer.segment(SOURCE)) {
        finishBig(givenUp, 0);
      }
      writer.commit(draft(false));
      try (SegmentWriter segment = writer.segment(SOURCE)) {
        finishBig(segment, big.length);
        commit(writer, seal(segment, KeyRange.ALL));
      }
    }

    assertThat(TestBundle.read(store)).containsEntry("big", big);
  }

  @Test
  void piecesOfAnObjectThatIsAnotherNowAreClearedAwayWhenTheRunFinishes() {
    beginBig(2 * PIECE);
    try (BundleWriter writer = TestBundle.open(store);
        SegmentWriter segment = writer.segment(SOURCE)) {
      ObjectSink sink = segment.begin(TestBundle.listed("big", big.length + 1));
      assertThat(sink.resumeAt()).isZero();
      sink.abandon();
      add(segment, "small", new byte[] {1});
      commit(writer, seal(segment, KeyRange.ALL));
    }

    assertThat(paths()).noneMatch(path -> path.contains("/big/"));
  }

  @Test
  void aPieceThatIsCutIsReadAgain() throws IOException {
    beginBig(2 * PIECE);
    Path second = folder.resolve("data/media/big/000000000001/p00002.zst");
    byte[] stored = Files.readAllBytes(second);
    Files.write(second, java.util.Arrays.copyOf(stored, stored.length - 1));

    try (BundleWriter writer = TestBundle.open(store);
        SegmentWriter segment = writer.segment(SOURCE)) {
      finishBig(segment, PIECE);
      commit(writer, seal(segment, KeyRange.ALL));
    }

    assertThat(TestBundle.read(store)).containsEntry("big", big);
  }

  @Test
  void workInFlightWhileOthersCommitIsNeitherDamageNorLost() throws IOException {
    try (BundleWriter writer = TestBundle.open(store)) {
      SegmentWriter early = writer.segment(SOURCE);
      add(early, "a", new byte[] {1});
      try (SegmentWriter late = writer.segment(SOURCE)) {
        add(late, "m", new byte[] {2});
        writer.commit(draft(false, seal(late, new KeyRange(Key.of("m"), null))));
      }
      seal(early, new KeyRange(Key.of(""), Key.of("m")));
      assertThat(TestBundle.damage(store)).isEmpty();
    }

    try (BundleWriter writer = TestBundle.open(store)) {
      assertThat(all(writer.known(SOURCE, KeyRange.ALL)))
          .extracting(entry -> entry.key().text())
          .containsExactly("a", "m");
    }
    assertThat(TestBundle.damage(store)).isEmpty();
  }

  private List<String> paths() {
    return store.list().stream().map(file -> file.path()).toList();
  }

  private static SortedMap<String, byte[]> contents(String... keys) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String key : keys) {
      contents.put(key, bytes(new Random(key.hashCode()), 30_000));
    }
    return contents;
  }

  private static void assertEqual(
      SortedMap<String, byte[]> actual, SortedMap<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((key, bytes) -> assertThat(actual.get(key)).as(key).isEqualTo(bytes));
  }
}
