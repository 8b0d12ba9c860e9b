package dev.migrator.bundle;

import static dev.migrator.bundle.TestBundle.SOURCE;
import static dev.migrator.bundle.TestBundle.all;
import static dev.migrator.bundle.TestBundle.draft;
import static dev.migrator.bundle.TestBundle.seal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.FaultyBundleStore;
import dev.migrator.bundle.store.FaultyBundleStore.Dead;
import dev.migrator.bundle.store.FaultyBundleStore.Fault;
import dev.migrator.bundle.store.MemoryBundleStore;
import dev.migrator.error.MigratorException;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every change to the store fails once, in turn. Whatever was committed stays sound, and the next
/// run arrives at the same bundle.
final class FaultTest {
  private static final KeyRange LOWER = new KeyRange(Key.of(""), Key.of("m"));
  private static final KeyRange UPPER = new KeyRange(Key.of("m"), null);

  private final SortedMap<String, byte[]> contents = new TreeMap<>();

  FaultTest() {
    for (String key : new String[] {"a", "b/c", "n", "z"}) {
      contents.put(key, TestBundle.bytes(new java.util.Random(key.hashCode()), 2_000));
    }
    contents.put("c-chunked", new byte[150_000]);
    contents.put("o-big", new byte[(1 << 20) + 3]);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"KILLED_BEFORE", "KILLED_AFTER", "FAILS_ONCE", "FAILS_ONCE_MADE", "FULL_ONCE"})
  void whereverItFailsTheHeadIsSoundAndTheNextRunCompletes(Fault fault) throws IOException {
    int failing = 0;
    boolean wasMet = true;
    while (wasMet) {
      failing++;
      MemoryBundleStore place = new MemoryBundleStore();
      FaultyBundleStore faulty = new FaultyBundleStore(place, fault, failing);
      try {
        run(faulty);
      } catch (MigratorException | Dead e) {
        assertThat(faulty.wasMet()).as("failed by itself: " + e).isTrue();
      }
      wasMet = faulty.wasMet();
      assertSound(place.again(), failing);
      run(place.again());
      assertComplete(place.again(), failing);
    }
    assertThat(failing).as("changes in all").isGreaterThan(30);
  }

  /// A run: two segments, a commit after each. Where the second fails, it still commits the first.
  private void run(BundleStore store) {
    try (BundleWriter writer = TestBundle.open(store)) {
      Segment upper = write(writer, UPPER);
      writer.commit(draft(false, upper));
      try {
        writer.commit(draft(true, write(writer, LOWER), upper));
      } catch (MigratorException e) {
        writer.commit(draft(false, upper));
        throw e;
      }
    }
  }

  private Segment write(BundleWriter writer, KeyRange range) {
    Map<String, Entry> known = new HashMap<>();
    all(writer.known(SOURCE, range)).forEach(entry -> known.put(entry.key().text(), entry));
    try (SegmentWriter segment = writer.segment(SOURCE)) {
      contents.forEach((key, bytes) -> {
        if (range.contains(Key.of(key))) {
          Entry before = known.get(key);
          if (before == null) {
            TestBundle.add(segment, key, bytes);
          } else {
            segment.carry(before, before.listed());
          }
        }
      });
      return seal(segment, range);
    }
  }

  private void assertSound(BundleStore store, int failing) throws IOException {
    try {
      assertThat(TestBundle.damage(store)).as("after change " + failing).isEmpty();
      TestBundle.read(store)
          .forEach((key, bytes) -> assertThat(bytes).as(key).isEqualTo(contents.get(key)));
    } catch (NoSuchBundleException e) {
      assertThat(store.list()).allMatch(file -> Names.isInFlight(file.path(), null));
    }
  }

  private void assertComplete(BundleStore store, int failing) throws IOException {
    SortedMap<String, byte[]> read = TestBundle.read(store);
    assertThat(read.keySet()).as("after change " + failing).isEqualTo(contents.keySet());
    contents.forEach((key, bytes) -> assertThat(read.get(key)).as(key).isEqualTo(bytes));
    assertThat(TestBundle.damage(store)).as("after change " + failing).isEmpty();
    try (Bundle bundle = Bundle.open(store)) {
      Commit head = bundle.head();
      byte[] bytes = Commits.bytes(store, head.number());
      TagFiles.of(head, bytes, CommitGaps.stamp(store, head))
          .forEach((path, derived) ->
              assertThat(store.sizeBytes(path)).as(path).contains((long) derived.length));
      assertThat(store.list()).allMatch(file -> !file.path().endsWith(".part"));
    }
  }
}
