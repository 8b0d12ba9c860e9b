package dev.migrator.bundle;

import static dev.migrator.bundle.TestBundle.SOURCE;
import static dev.migrator.bundle.TestBundle.add;
import static dev.migrator.bundle.TestBundle.all;
import static dev.migrator.bundle.TestBundle.bytes;
import static dev.migrator.bundle.TestBundle.commit;
import static dev.migrator.bundle.TestBundle.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.UsageException;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written, committed and read again is the same.
final class RoundTripTest {
  @TempDir Path folder;
  private DirectoryStore store;

  @BeforeEach
  void choosePlace() {
    store = new DirectoryStore(folder.resolve("bundle"));
  }

  @Test
  void whatIsCommittedReadsBackByteForByte() throws IOException {
    SortedMap<String, byte[]> contents = contents(new Random(7));
    try (BundleWriter writer = TestBundle.open(store)) {
      commit(writer, TestBundle.write(writer, contents));
    }

    SortedMap<String, byte[]> read = TestBundle.read(store);
    assertThat(read.keySet()).isEqualTo(contents.keySet());
    contents.forEach((key, bytes) -> assertThat(read.get(key)).as(key).isEqualTo(bytes));
    assertThat(TestBundle.damage(store)).isEmpty();
  }

  private static SortedMap<String, byte[]> contents(Random random) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (int size : new int[] {0, 1, 511, 512, 513, 70_000, 1 << 20, (1 << 20) + 1, 20 << 20}) {
      contents.put("random-" + size, bytes(random, size));
      contents.put("zeros-" + size, new byte[size]);
    }
    return contents;
  }

  @Test
  void anAbandonedObjectLeavesTheSegmentUsable() throws IOException {
    byte[] after = bytes(new Random(8), 1000);
    try (BundleWriter writer = TestBundle.open(store);
        SegmentWriter segment = writer.segment(SOURCE)) {
      abandon(segment, "a-member", 900_000);
      abandon(segment, "b-pieces", 20 << 20);
      add(segment, "c", after);
      commit(writer, seal(segment, KeyRange.ALL));
    }

    assertThat(TestBundle.read(store)).containsOnlyKeys("c").containsEntry("c", after);
    assertThat(TestBundle.damage(store)).isEmpty();
  }

  private static void abandon(SegmentWriter segment, String key, int sizeBytes) {
    ObjectSink sink = segment.begin(TestBundle.listed(key, sizeBytes));
    if (sizeBytes > Frames.CHUNK_BYTES) {
      TestBundle.writeFrom(sink, new byte[sizeBytes], 0, Frames.CHUNK_BYTES);
    }
    sink.abandon();
  }

  @Test
  void segmentsWrittenByManyThreadsMakeOneCommit() throws Exception {
    int count = 8;
    try (BundleWriter writer = TestBundle.open(store)) {
      List<Future<Segment>> futures = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < count; i++) {
          int number = i;
          futures.add(threads.submit(() -> segmentOf(writer, number)));
        }
      }
      Segment[] segments = futures.stream().map(Future::resultNow).toArray(Segment[]::new);
      commit(writer, segments);
    }

    assertThat(TestBundle.read(store)).hasSize(count * 50);
    try (Bundle bundle = Bundle.open(store)) {
      assertThat(all(bundle.entries(bundle.head(), SOURCE, KeyRange.ALL)))
          .extracting(Entry::ordinal)
          .doesNotHaveDuplicates();
    }
  }

  private static Segment segmentOf(BundleWriter writer, int number) {
    try (SegmentWriter segment = writer.segment(SOURCE)) {
      Random random = new Random(number);
      for (int i = 10; i < 60; i++) {
        add(segment, number + "/" + i, bytes(random, random.nextInt(60_000)));
      }
      return seal(
          segment,
          new KeyRange(
              number == 0 ? Key.of("") : Key.of("" + number),
              number == 7 ? null : Key.of("" + (number + 1))));
    }
  }

  @Test
  void anEarlierCommitStaysReadable() throws IOException {
    try (BundleWriter writer = TestBundle.open(store)) {
      commit(writer, TestBundle.write(writer, contents("first")));
      commit(writer, TestBundle.write(writer, contents("second")));
    }

    try (Bundle bundle = Bundle.open(store)) {
      assertThat(bundle.commits()).containsExactly(1L, 2L);
      Entry first = all(bundle.entries(bundle.commit(1), SOURCE, KeyRange.ALL)).getFirst();
      assertThat(bundle.bytes(first).readAllBytes()).asString().isEqualTo("first");
      assertThatThrownBy(() -> bundle.commit(3))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("no commit 3");
    }
  }

  private static SortedMap<String, byte[]> contents(String text) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    contents.put("key", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return contents;
  }

  @Test
  void theRestOfASegmentKeepsItsEntries() throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (char c = 'a'; c <= 'f'; c++) {
      contents.put("" + c, new byte[] {(byte) c});
    }
    try (BundleWriter writer = TestBundle.open(store)) {
      Segment whole = TestBundle.write(writer, contents);
      commit(writer, whole);
      KeyRange range = new KeyRange(Key.of("b"), Key.of("e"));
      commit(writer, writer.remainder(SOURCE, whole, range));
    }

    assertThat(TestBundle.read(store).keySet()).containsExactly("b", "c", "d");
  }

  @Test
  void aSecondRunIsRefused() {
    try (BundleWriter writer = TestBundle.open(store)) {
      assertThat(writer.head()).isEmpty();
      assertThatThrownBy(() -> TestBundle.open(store))
          .isInstanceOf(BundleInUseException.class)
          .hasMessageContaining("in use");
    }
    TestBundle.open(store).close();
  }

  @Test
  void aPlaceThatHoldsSomethingElseIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(folder.resolve("bundle/holiday.jpg"), "not ours");

    assertThatThrownBy(() -> TestBundle.open(store))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holiday.jpg");
    assertThat(folder.resolve("bundle/holiday.jpg")).hasContent("not ours");
  }

  @Test
  void theBundleOfAnotherEstateIsRefused() {
    try (BundleWriter writer = TestBundle.open(store)) {
      commit(writer);
    }

    assertThatThrownBy(() -> BundleWriter.open(store, "gab", TestBundle.SMALL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("estate parler");
  }

  @Test
  void nothingCommittedIsNoBundle() {
    TestBundle.open(store).close();

    assertThatThrownBy(() -> Bundle.open(store)).isInstanceOf(NoSuchBundleException.class);
  }
}
