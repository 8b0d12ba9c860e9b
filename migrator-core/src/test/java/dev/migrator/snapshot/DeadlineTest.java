package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.error.UsageException;
import dev.migrator.estate.Estate;
import dev.migrator.estate.EstateFile;
import dev.migrator.model.Gap;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import dev.migrator.verify.Finding;
import dev.migrator.verify.Verification;
import dev.migrator.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots whose time runs out, by a clock that the test moves.
@Timeout(120)
final class DeadlineTest {
  private static final Instant START = Instant.parse("2026-11-25T06:00:00Z");
  private static final Deadline DEADLINE =
      new Deadline(START.plusSeconds(3600), Duration.ofMinutes(10));

  /// More than are read ahead, so that not all can be there when a run is halted.
  private static final int MANY = 200;

  @TempDir private Path folder;
  private final MemoryStore store = MemoryStore.versioned();
  private final HandSet clock = new HandSet(START);

  private void fill(int objects) {
    for (int i = 0; i < objects; i++) {
      store.put("key-%03d".formatted(i), "content " + i);
    }
  }

  private FaultyStore timeRunsOutAt(int call) {
    return clock.movedAt(call, DEADLINE.end(), store);
  }

  @Test
  void atWhicheverCallTheTimeRunsOutWhatIsThereIsSealedAndTheRestIsNamed() {
    fill(12);
    for (int n = 1; ; n++) {
      Path bundle = folder.resolve("bundle-" + n);
      clock.set(START);
      FaultyStore source = timeRunsOutAt(n);
      SnapshotResult result =
          Estates.of(source).oneByOne().clock(clock).until(DEADLINE).snapshotInto(bundle);
      Captured captured = Captured.read(bundle);
      captured.keepsThePromiseFor(store);
      assertThat(result.outOfTime()).isEqualTo(!result.finished());
      assertThat(result.hasGaps()).as("named at call %d", n).isEqualTo(!result.finished());
      assertThat(result.interrupted()).isFalse();
      if (clock.instant().equals(START)) {
        assertThat(n).isGreaterThan(20);
        return;
      }
      assertThat(captured.gaps())
          .filteredOn(gap -> gap.scope() instanceof Gap.OfRange)
          .allSatisfy(gap -> {
            assertThat(gap.code()).isEqualTo(Gap.Code.NOT_REACHED);
            assertThat(gap.reason()).isEqualTo("the deadline, 2026-11-25T07:00:00Z, came first");
          });
      assertThat(Estates.of(store).snapshotInto(bundle).finished()).isTrue();
      assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
    }
  }

  @Test
  void aDeadlineThatIsNotMetLeavesARunAlone() {
    fill(10);
    SnapshotResult result = Estates.of(store).clock(clock).until(DEADLINE).snapshotInto(folder);
    assertThat(result.finished()).isTrue();
    assertThat(result.outOfTime()).isFalse();
  }

  @Test
  void anOrderForWhatIsMissingIsLeftAndGoneOnceNothingIs() throws IOException {
    fill(MANY);
    SnapshotResult result =
        Estates.of(timeRunsOutAt(10)).oneByOne().clock(clock).until(DEADLINE).snapshotInto(folder);
    assertThat(result.outOfTime()).isTrue();
    Path order = folder.resolve("meta/continue.yaml");
    Estate estate = EstateFile.read(order, Map.of());
    assertThat(estate.name()).isEqualTo("test");
    assertThat(estate.sources()).containsOnlyKeys("media");
    assertThat(verified()).isEmpty();
    Estates.of(store).snapshotInto(folder);
    assertThat(order).doesNotExist();
    assertThat(verified()).isEmpty();
  }

  private List<Finding> verified() {
    try (DirectoryStore bundle = new DirectoryStore(folder)) {
      Verification verification =
          Verifier.verify(bundle, OptionalLong.empty(), Verification.Level.READ, new Progress());
      assertThat(verification.notes()).isEmpty();
      return verification.findings();
    }
  }

  @Test
  void aDeadlineThatIsMovedForwardEndsTheRun() {
    fill(MANY);
    Estates estates = new Estates().oneByOne().clock(clock).until(DEADLINE);
    Deadline sooner = new Deadline(START.plusSeconds(1), Duration.ZERO);
    estates.with(
        "media",
        doingOnce(() -> {
          moveTo(sooner);
          clock.set(START.plusSeconds(3));
          await(() -> estates.progress.view().left().orElseThrow().isZero());
        }));
    SnapshotResult result = estates.snapshotInto(folder);
    assertThat(result.outOfTime()).isTrue();
    assertThat(result.stopped()).contains("the deadline, 2026-11-25T06:00:01Z, came first");
    Captured.read(folder).keepsThePromiseFor(store);
  }

  @Test
  void aDeadlineThatIsMovedBackLetsTheRunGoOn() {
    fill(MANY);
    Estates estates = new Estates().oneByOne().clock(clock).until(DEADLINE);
    Deadline later = new Deadline(START.plusSeconds(36_000), Duration.ZERO);
    estates.with(
        "media",
        doingOnce(() -> {
          moveTo(later);
          clock.set(START.plusSeconds(3));
          await(() -> estates.progress.view().left().orElseThrow().toHours() > 8);
          clock.set(DEADLINE.at());
        }));
    assertThat(estates.snapshotInto(folder).finished()).isTrue();
  }

  private void moveTo(Deadline deadline) {
    try (DirectoryStore bundle = new DirectoryStore(folder)) {
      DeadlineFile.move(bundle, deadline);
    }
  }

  /// Something is done when the tenth call begins.
  private FaultyStore doingOnce(Runnable action) {
    FaultyStore source = new FaultyStore(store);
    source.fail(
        made -> {
          if (made.nthOfAll() == 10) {
            action.run();
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    return source;
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Test
  void whereNoRunHoldsTheBundleThereIsNothingToMove() {
    assertThatThrownBy(() -> moveTo(DEADLINE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no run holds");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsWorthMoreIsCapturedFirst() {
    List<String> order = new ArrayList<>();
    Estates estates = new Estates().oneByOne();
    List.of("b", "a", "d", "c").forEach(name -> estates.with(name, noting(name, order)));
    estates.worth("a", 10).worth("c", 80).snapshotInto(folder);
    assertThat(order).startsWith("c", "c").endsWith("a", "a").hasSize(8);
  }

  /// A store of two objects whose reading is noted.
  private static FaultyStore noting(String name, List<String> order) {
    MemoryStore two = new MemoryStore();
    two.put("1", "x");
    two.put("2", "x");
    FaultyStore source = new FaultyStore(two);
    source.fail(
        made -> {
          if (made.call() == Call.BYTES) {
            order.add(name);
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    return source;
  }
}
