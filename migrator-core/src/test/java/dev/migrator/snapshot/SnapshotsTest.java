package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.store.CountingStore;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class SnapshotsTest {
  @TempDir private Path bundle;
  private final MemoryStore store = MemoryStore.versioned();

  private static byte[] random(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private void putLarge(String key, int length) {
    store.put(Key.of(key), random(length, length), MemoryStore.noneOf());
  }

  @Test
  void everyVersionMarkerFolderAndLinkIsCapturedAndAnEmptyStoreIsToo() {
    assertThat(Estates.of(store).snapshotInto(bundle).finished()).isTrue();
    store.put("a", "one");
    store.put("a", "two");
    store.delete(Key.of("a"));
    store.put("a/b", "");
    store.putWithoutBytes(Key.of("folder"), Kind.FOLDER, MemoryStore.noneOf());
    putLarge("large", 20_000_000);
    putLarge("middle", 3_000_000);

    SnapshotResult result = Estates.of(store).snapshotInto(bundle);

    assertThat(result.finished()).isTrue();
    assertThat(result.stopped()).isNull();
    assertThat(result.sources().get("media"))
        .isEqualTo(new SnapshotResult.Totals(7, 5, 23_000_006, 5, 23_000_006, 0));
    assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
  }

  @Test
  void catchingUpReadsOnlyWhatChanged() {
    for (int i = 0; i < 500; i++) {
      store.put("key-%03d".formatted(i), "content " + i);
    }
    Estates.of(store).snapshotInto(bundle);
    store.put("key-100", "changed");
    store.delete(Key.of("key-200"));
    store.put("new", "also new");
    store.remove(Key.of("key-300"));

    CountingStore counting = new CountingStore(store);
    SnapshotResult result = Estates.of(counting).snapshotInto(bundle);

    assertThat(counting.calls(Call.BYTES)).isEqualTo(2);
    assertThat(counting.bytesRead()).isEqualTo("changed".length() + "also new".length());
    assertThat(result.sources().get("media").movedObjects()).isEqualTo(2);
    assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
  }

  @Test
  void anObjectOverwrittenBetweenListingAndReadingIsCapturedAsItIsNowAndNoted() {
    MemoryStore single = new MemoryStore();
    single.put("a", "listed");
    single.put("b", "stays");
    FaultyStore racing = new FaultyStore(single);
    racing.fail(
        made -> {
          if (made.call() == Call.BYTES && made.nthOfCall() == 1) {
            single.put("a", "overwritten");
          }
          return false;
        },
        When.BEFORE,
        () -> new IllegalStateException("never thrown"));

    SnapshotResult result = Estates.of(racing).oneByOne().snapshotInto(bundle);

    Captured captured = Captured.read(bundle);
    assertThat(captured.contents()).isEqualTo(Captured.of(single));
    assertThat(captured.drifts()).containsOnlyKeys("a");
    assertThat(result.hasGaps()).isFalse();
  }

  @Test
  void anObjectThatChangesUnderEveryAttemptIsAGap() {
    MemoryStore single = new MemoryStore();
    single.put("a", "0");
    FaultyStore faulty = new FaultyStore(single);
    faulty.failAlways(Call.CONFIRM_UNCHANGED, Key.of("a"), Reason.CHANGING);

    Estates.of(faulty).snapshotInto(bundle);

    assertThat(Captured.read(bundle).gaps())
        .extracting(Gap::code)
        .containsExactly(Gap.Code.CHANGING);
  }

  @Test
  void anObjectDeletedMeanwhileIsNotedAndNoGap() {
    store.put("a", "soon gone");
    store.put("b", "stays");
    FaultyStore faulty = new FaultyStore(store);
    faulty.failAlways(Call.BYTES, Key.of("a"), Reason.NOT_FOUND);

    SnapshotResult result = Estates.of(faulty).snapshotInto(bundle);

    assertThat(result.hasGaps()).isFalse();
    assertThat(result.finished()).isTrue();
    assertThat(Captured.read(bundle).drifts().values())
        .containsExactly("deleted during the snapshot");
  }

  @Test
  void whatCannotBeReadIsAGapWithItsReasonAndTheRestIsCaptured() {
    store.put("archived", "x");
    store.put("broken", "x");
    store.put("forbidden", "x");
    store.put("good", "x");
    store.put("ssec", "x");
    store.putWithoutBytes(Key.of("pipe"), Kind.SPECIAL, NoAttributes.INSTANCE);
    FaultyStore faulty = new FaultyStore(store);
    faulty.failAlways(Call.BYTES, Key.of("archived"), Reason.ARCHIVED);
    faulty.failAlways(Call.BYTES, Key.of("broken"), Reason.UNAVAILABLE);
    faulty.failAlways(Call.BYTES, Key.of("forbidden"), Reason.FORBIDDEN);
    faulty.failAlways(Call.BYTES, Key.of("ssec"), Reason.CUSTOMER_KEY);

    SnapshotResult result = Estates.of(faulty).snapshotInto(bundle);

    assertThat(result.finished()).isTrue();
    Captured captured = Captured.read(bundle);
    assertThat(captured.gaps())
        .extracting(Gap::code)
        .containsExactlyInAnyOrder(
            Gap.Code.ARCHIVED,
            Gap.Code.UNREADABLE,
            Gap.Code.FORBIDDEN,
            Gap.Code.CUSTOMER_KEY,
            Gap.Code.SPECIAL_FILE);
    assertThat(captured.contents()).containsEntry("good (version v000004)", "OBJECT x");
    faulty.reset();
    Estates.of(faulty).snapshotInto(bundle);
    assertThat(Captured.read(bundle).gaps())
        .extracting(Gap::code)
        .containsExactly(Gap.Code.SPECIAL_FILE);
  }

  @Test
  void flippedBitsAreReadAgainAndBytesThatNeverMatchAreNamedAsDamaged() {
    store.put("once", "flipped once");
    store.put("wrong", "never right");
    FaultyStore faulty = new FaultyStore(store);
    faulty.flipBits(Key.of("once"), 1);
    faulty.failAlways(Call.FINISH_CHECK, Key.of("wrong"), Reason.BAD_BYTES);

    Estates.of(faulty).snapshotInto(bundle);

    Captured captured = Captured.read(bundle);
    assertThat(captured.contents()).containsEntry("once (version v000001)", "OBJECT flipped once");
    assertThat(captured.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo(Gap.Code.DAMAGED_AT_SOURCE);
          assertThat(gap.reason()).contains("all 3 reads agree");
        });
  }

  @Test
  void aMissingAttributeIsAGapAndIsAskedForAgainWithoutMovingTheBytes() {
    Missing acl = new Missing("acl", Gap.Code.FORBIDDEN, "planted");
    store.putWithMissing(Key.of("a"), random(1000, 1), List.of(acl));
    Estates.of(store).snapshotInto(bundle);

    CountingStore counting = new CountingStore(store);
    SnapshotResult again = Estates.of(counting).snapshotInto(bundle);

    assertThat(again.sources().get("media").gaps()).isEqualTo(1);
    assertThat(counting.calls(Call.ATTRIBUTES)).isEqualTo(1);
    assertThat(counting.bytesRead()).isZero();
    assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
  }

  @Test
  void aSourceThatCannotBeReachedFailsTheFirstSnapshotAndStopsALaterOne() {
    store.put("a", "x");
    FaultyStore gone = new FaultyStore(store);
    gone.failFrom(1, Reason.NO_SUCH_STORE);
    assertThatThrownBy(() -> Estates.of(gone).snapshotInto(bundle))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_STORE));

    gone.reset();
    Estates.of(gone).snapshotInto(bundle);
    gone.failFrom(1, Reason.ACCOUNT_GONE);
    SnapshotResult result = Estates.of(gone).snapshotInto(bundle);

    assertThat(result.finished()).isFalse();
    assertThat(result.stopped()).contains("ACCOUNT_GONE");
    assertThat(Captured.read(bundle).contents()).isEqualTo(Captured.of(store));
  }
}
