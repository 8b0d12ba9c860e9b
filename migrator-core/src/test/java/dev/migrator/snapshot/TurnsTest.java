package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Deadline;
import dev.migrator.estate.Rule;
import dev.migrator.estate.Standing;
import dev.migrator.estate.Standing.Making;
import dev.migrator.model.Gap;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the rules `first` and `last` of an estate do to the order, and that nothing is lost by it.
@Timeout(120)
final class TurnsTest {
  private static final Instant START = Instant.parse("2026-11-25T06:00:00Z");
  private static final Deadline DEADLINE =
      new Deadline(START.plusSeconds(3600), Duration.ofMinutes(10));

  @TempDir private Path folder;
  private final MemoryStore store = MemoryStore.versioned();
  private final HandSet clock = new HandSet(START);
  private final List<String> read = Collections.synchronizedList(new ArrayList<>());

  private static Rule prefix(String prefix) {
    return new Rule(prefix, null, null, null, null, null);
  }

  private static Rule pattern(String pattern) {
    return new Rule("", pattern, null, null, null, null);
  }

  private static Rule sized(@Nullable Long smaller, @Nullable Long larger) {
    return new Rule("", null, null, null, smaller, larger);
  }

  private static Standing standing(List<Rule> first, List<Rule> last) {
    return new Standing(OptionalInt.empty(), Making.ORIGINAL, Optional.empty(), first, last);
  }

  private FaultyStore recording() {
    FaultyStore recording = new FaultyStore(store);
    recording.fail(
        made -> {
          if (made.call() == Call.BYTES) {
            read.add(String.valueOf(made.key()));
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    return recording;
  }

  private void fill(String... keys) {
    for (String key : keys) {
      store.put(key, "content of " + key);
    }
  }

  private SnapshotResult snapshot(Standing standing) {
    return Estates.of(recording()).standing("media", standing).oneByOne().snapshotInto(folder);
  }

  @Test
  void whatARuleNamesFirstIsReadFirstAndWhatOneNamesLastIsReadLast() {
    fill("a/1", "a/2.key", "b/1", "b/2.key", "c/1", "tmp/1", "tmp/2.key");

    SnapshotResult result = snapshot(standing(List.of(pattern("**/*.key")), List.of(prefix("a/"))));

    assertThat(result.finished()).isTrue();
    // Within a turn reads are begun ahead, in any order.
    assertThat(read.subList(0, 3)).containsOnly("a/2.key", "b/2.key", "tmp/2.key");
    assertThat(read.subList(3, 6)).containsOnly("b/1", "c/1", "tmp/1");
    assertThat(read.subList(6, read.size())).containsExactly("a/1");
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
    assertThat(result.hasGaps()).isFalse();
  }

  @Test
  void prefixesAreTakenWithoutASecondListing() {
    fill("a/1", "b/1", "c/1", "d/1");
    FaultyStore source = recording();

    Estates.of(source)
        .standing("media", standing(List.of(prefix("c/")), List.of(prefix("a/"))))
        .oneByOne()
        .snapshotInto(folder);

    assertThat(read).containsExactly("c/1", "b/1", "d/1", "a/1");
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
  }

  @Test
  void sizeAndAgeAreRules() {
    store.put("large", "x".repeat(1000));
    store.put("small", "x");
    store.put("middle", "x".repeat(100));

    SnapshotResult result =
        snapshot(standing(List.of(sized(10L, null)), List.of(sized(null, 1000L))));

    assertThat(result.finished()).isTrue();
    assertThat(read).containsExactly("small", "middle", "large");
  }

  @Test
  void whatIsBothFirstAndLastIsFirst() {
    fill("a", "b");

    snapshot(standing(List.of(prefix("b")), List.of(prefix(""), prefix("b"))));

    assertThat(read).containsExactly("b", "a");
  }

  @Test
  void atWhicheverCallTheTimeRunsOutTheRestIsNamedAndTheNextRunHasAll() {
    fill("a/1", "a/2.key", "b/1", "b/2.key");
    Standing standing = standing(List.of(pattern("**/*.key")), List.of(prefix("a/")));
    for (int n = 1; ; n++) {
      Path bundle = folder.resolve("bundle-" + n);
      clock.set(START);
      SnapshotResult result =
          Estates.of(timeRunsOutAt(n))
              .standing("media", standing)
              .oneByOne()
              .clock(clock)
              .until(DEADLINE)
              .snapshotInto(bundle);
      Captured captured = Captured.read(bundle);
      captured.keepsThePromiseFor(store);
      assertThat(result.hasGaps()).as("named at call %d", n).isEqualTo(!result.finished());
      assertThat(result.outOfTime()).isEqualTo(!result.finished());
      assertThat(captured.gaps()).extracting(Gap::code).containsOnly(codes(result));
      if (clock.instant().equals(START)) {
        assertThat(n).isGreaterThan(20);
        return;
      }
      Estates again = Estates.of(store).standing("media", standing);
      assertThat(again.snapshotInto(bundle).finished()).isTrue();
      assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
    }
  }

  private static Gap.Code[] codes(SnapshotResult result) {
    return result.finished() ? new Gap.Code[0] : new Gap.Code[] {Gap.Code.NOT_REACHED};
  }

  private FaultyStore timeRunsOutAt(int call) {
    return clock.movedAt(call, DEADLINE.end(), store);
  }

  @Test
  void whatIsDerivedComesAfterAllElseWhateverItsValue() {
    fill("a");
    MemoryStore thumbnails = MemoryStore.versioned();
    thumbnails.put("t", "small");
    FaultyStore derived = new FaultyStore(thumbnails);
    derived.fail(
        made -> {
          if (made.call() == Call.BYTES) {
            read.add(String.valueOf(made.key()));
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    Standing isDerived =
        new Standing(OptionalInt.of(100), Making.DERIVED, Optional.empty(), List.of(), List.of());

    new Estates()
        .with("derived", derived)
        .standing("derived", isDerived)
        .with("media", recording())
        .oneByOne()
        .snapshotInto(folder);

    assertThat(read).containsExactly("a", "t");
  }

  @Test
  void manyWorkersCaptureEachObjectOnce() {
    for (int i = 0; i < 400; i++) {
      store.put("%03d%s".formatted(i, i % 7 == 0 ? ".key" : ""), "content " + i);
    }

    SnapshotResult result =
        Estates.of(recording())
            .standing("media", standing(List.of(pattern("*.key")), List.of(pattern("1*"))))
            .snapshotInto(folder);

    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(read).hasSize(400);
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
  }
}
