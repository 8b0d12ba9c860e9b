package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.bundle.store.FaultyBundleStore;
import dev.migrator.bundle.store.FaultyBundleStore.Dead;
import dev.migrator.bundle.store.FaultyBundleStore.Fault;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.store.CountingStore;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.MemoryStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One call fails, for every call there is: whatever it is, every version is in the bundle, or
/// named as missing, and the same command run again brings the rest.
@Timeout(300)
final class FaultsTest {
  @TempDir private Path folder;
  private final MemoryStore store = MemoryStore.versioned();
  private final FaultyStore faulty = new FaultyStore(store);

  private void fill() {
    store.put("a", "one");
    store.put("a", "two");
    store.put("a", "three");
    store.delete(Key.of("b"));
    store.put("c", "four");
    store.put("d", "");
  }

  private void fillLarge(int objects, int length) {
    for (int i = 0; i < objects; i++) {
      byte[] bytes = new byte[length];
      new Random(i).nextBytes(bytes);
      store.put(Key.of("large-" + i), bytes, MemoryStore.noneOf());
    }
  }

  private Path bundle(int n) {
    return folder.resolve("bundle-" + n);
  }

  private SnapshotResult snapshot(Path bundle) {
    return Estates.of(faulty).oneByOne().snapshotInto(bundle);
  }

  private SnapshotResult converges(Path bundle) {
    faulty.reset();
    SnapshotResult result = snapshot(bundle);
    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
    return result;
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {
        "NOT_FOUND",
        "CHANGED",
        "FORBIDDEN",
        "ACCOUNT_GONE",
        "ARCHIVED",
        "UNAVAILABLE",
        "BAD_BYTES",
        "CHANGING"
      })
  void whicheverCallFailsEveryVersionIsThereOrNamed(Reason reason) {
    fill();
    for (int n = 1; ; n++) {
      faulty.reset();
      faulty.failNth(n, When.AFTER, reason);
      boolean began = snapshotOrFail(bundle(n));
      if (faulty.fired() == 0) {
        assertThat(n).isGreaterThan(20);
        return;
      }
      if (began) {
        Captured.read(bundle(n)).keepsThePromiseFor(store);
      }
      converges(bundle(n));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"ACCOUNT_GONE", "FORBIDDEN", "UNAVAILABLE"})
  void fromWhicheverCallOnAllIsRefusedEveryVersionIsThereOrNamed(Reason reason) {
    fill();
    for (int n = 1; ; n++) {
      faulty.reset();
      faulty.failFrom(n, reason);
      boolean began = snapshotOrFail(bundle(n));
      if (faulty.fired() == 0) {
        assertThat(n).isGreaterThan(20);
        return;
      }
      if (began) {
        Captured captured = Captured.read(bundle(n));
        captured.keepsThePromiseFor(store);
        assertThat(captured.head().finished()).as("call %d", n).isFalse();
        assertThat(captured.head().stopped()).contains(reason.name());
      }
      converges(bundle(n));
    }
  }

  /// @return false if nothing could be asked of the source
  private boolean snapshotOrFail(Path bundle) {
    try {
      snapshot(bundle);
      return true;
    } catch (StoreException e) {
      assertThatThrownBy(() -> Captured.read(bundle)).isInstanceOf(NoSuchBundleException.class);
      return false;
    }
  }

  @Test
  void atWhicheverCallItIsStoppedWhatWasWrittenIsKept() {
    fill();
    fillLarge(1, 8_500_000);
    for (int n = 1; ; n++) {
      faulty.reset();
      Estates estates = Estates.of(faulty).oneByOne();
      int nth = n;
      faulty.fail(
          made -> {
            if (made.nthOfAll() == nth) {
              estates.stop.stop();
            }
            return false;
          },
          When.BEFORE,
          IllegalStateException::new);
      SnapshotResult result = estates.snapshotInto(bundle(n));
      Captured.read(bundle(n)).keepsThePromiseFor(store);
      assertThat(result.interrupted()).isEqualTo(!result.finished());
      if (!estates.stop.isStopped()) {
        assertThat(n).isGreaterThan(20);
        return;
      }
      converges(bundle(n));
    }
  }

  @Test
  void afterADeathAtWhicheverChangeTheNextRunGoesOnAndReadsLittleTwice() {
    fill();
    fillLarge(6, 700_000);
    fillLarge(1, 10_000_000);
    Map<String, String> stored = Captured.of(store);
    long total = stored.values().stream().mapToLong(String::length).sum();
    for (int n = 1; ; n++) {
      CountingStore counting = new CountingStore(store);
      FaultyBundleStore dying =
          new FaultyBundleStore(new DirectoryStore(bundle(n)), Fault.KILLED_BEFORE, n);
      try {
        Estates.of(counting).oneByOne().snapshotInto(dying);
      } catch (Dead e) {
        assertThat(dying.wasMet()).isTrue();
      }
      if (!dying.wasMet()) {
        assertThat(n).isGreaterThan(20);
        return;
      }
      SnapshotResult result = Estates.of(counting).oneByOne().snapshotInto(bundle(n));
      assertThat(result.finished()).isTrue();
      assertThat(Captured.read(bundle(n)).contents()).isEqualTo(stored);
      assertThat(counting.bytesRead())
          .as("change %d", n)
          .isLessThan(total + Estates.VOLUME_BYTES + 9_000_000);
    }
  }

  @Test
  void aFullPlaceEndsTheRunInGoodOrderAndSaysHowMuchIsNeeded() {
    fill();
    fillLarge(6, 700_000);
    long total = Captured.of(store).values().stream().mapToLong(String::length).sum();
    for (int n = 1; ; n++) {
      FaultyBundleStore full = new FaultyBundleStore(new DirectoryStore(bundle(n)), Fault.FULL, n);
      long told = 0;
      try {
        Estates.of(faulty).oneByOne().snapshotInto(full);
      } catch (SpaceException e) {
        assertThat(e).hasMessageContaining("no room left");
        told = bytesNeeded(e);
      }
      if (!full.wasMet()) {
        assertThat(n).isGreaterThan(10);
        return;
      }
      long moved = converges(bundle(n)).sources().get("media").movedBytes();
      assertThat(told).as("change %d", n).isBetween(Math.min(moved, 1), total);
    }
  }

  /// @return 0 where it does not say: then nothing that was listed is left to move
  private static long bytesNeeded(SpaceException full) {
    Matcher told = Pattern.compile("at least (\\d+) more bytes").matcher(full.getMessage());
    return told.find() ? Long.parseLong(told.group(1)) : 0;
  }

  @Test
  void theAccountOfOneSourceIsGoneAndTheOtherIsCaptured() {
    fill();
    MemoryStore other = new MemoryStore();
    other.put("x", "kept");
    faulty.failFrom(5, Reason.ACCOUNT_GONE);

    SnapshotResult result = Estates.of(faulty).with("other", other).snapshotInto(bundle(0));

    assertThat(result.finished()).isFalse();
    assertThat(result.sources().get("media").gaps()).isPositive();
    assertThat(Captured.read(bundle(0), "other").contents()).isEqualTo(Captured.of(other));
    Captured.read(bundle(0)).keepsThePromiseFor(store);
  }
}
