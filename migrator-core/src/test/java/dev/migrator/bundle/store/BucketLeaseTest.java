package dev.migrator.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.store.BundleStore.Lease;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.MigratorException;
import dev.migrator.store.MemoryBlobs;
import dev.migrator.store.MemoryBlobs.Bucket;
import dev.migrator.store.MemoryBlobs.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BucketLeaseTest {
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final InstantSource clock = now::get;

  private Bucket bucket = new Bucket(Conditions.ENFORCED, clock);

  private BucketStore open() {
    return new BucketStore(
        new MemoryBlobs(bucket),
        64 << 10,
        new BucketLease.Settings(LIFE, Duration.ofHours(1), Duration.ZERO, clock));
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @ParameterizedTest
  @EnumSource(Conditions.class)
  void aLeaseThatLapsedIsTakenOverAndItsHolderWritesNoMore(Conditions conditions) {
    bucket = new Bucket(conditions, clock);
    BucketStore asleep = open();
    Lease lost = asleep.lease();
    pass(LIFE);

    BucketStore other = open();
    try (Lease taken = other.lease()) {
      assertThat(taken).isNotNull();
      assertThatThrownBy(() -> asleep.replace("a", new byte[1]))
          .isInstanceOf(BundleInUseException.class)
          .hasMessageContaining("out of touch");
      lost.close();

      assertThatThrownBy(open()::lease).isInstanceOf(BundleInUseException.class);
    }
    assertThat(open().list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Conditions.class)
  void aLeaseThatHasNotLapsedIsNotTakenOver(Conditions conditions) {
    bucket = new Bucket(conditions, clock);
    try (Lease held = open().lease()) {
      assertThat(held).isNotNull();
      pass(LIFE.minusSeconds(1));

      assertThatThrownBy(open()::lease)
          .isInstanceOfSatisfying(
              MigratorException.class, e -> assertThat(e.hint()).contains("lapses in 1 s"));
    }
  }

  @ParameterizedTest
  @EnumSource(Conditions.class)
  void aHolderThatWasAsleepGoesOnIfNobodyCameMeanwhile(Conditions conditions) {
    bucket = new Bucket(conditions, clock);
    BucketStore store = open();
    try (Lease held = store.lease()) {
      assertThat(held).isNotNull();
      pass(LIFE.multipliedBy(10));
      store.replace("a", new byte[1]);

      assertThatThrownBy(open()::lease).isInstanceOf(BundleInUseException.class);
    }
    assertThat(open().sizeBytes("a")).contains(1L);
  }

  @Test
  void renewingKeepsALease() {
    try (BucketLease held = (BucketLease) open().lease()) {
      for (int i = 0; i < 5; i++) {
        pass(LIFE.minusSeconds(5));
        held.renew();
        assertThatThrownBy(open()::lease).isInstanceOf(BundleInUseException.class);
      }
    }
  }

  @Test
  void aRenewalWhoseAnswerWasLostDoesNotLoseTheLease() {
    MemoryBlobs blobs = new MemoryBlobs(bucket);
    BucketStore store = open();
    try (BucketLease held = (BucketLease) store.lease()) {
      byte[] ours = readLock(blobs);
      blobs.put(BucketLease.NAME, ours);
      held.renew();
      pass(LIFE);

      store.replace("a", new byte[1]);
    }
    assertThat(blobs.find(BucketLease.NAME)).isEmpty();
  }

  @Test
  void aLockThatIsNoRecordCountsUntilItIsOld() {
    new MemoryBlobs(bucket).put(BucketLease.NAME, new byte[] {'?'});
    assertThatThrownBy(open()::lease).isInstanceOf(BundleInUseException.class);

    pass(LIFE);
    open().lease().close();
  }

  @Test
  void theLeaseOfAProcessOfThisMachineThatIsGoneIsTakenAtOnce() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    LeaseRecord left =
        new LeaseRecord("id", "here", gone.pid(), ThisProcess.machine(), "then", 30, 0);
    new MemoryBlobs(bucket).put(BucketLease.NAME, left.bytes());

    open().lease().close();
  }

  @Test
  void theLeaseOfAnotherMachinesProcessHolds() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    LeaseRecord left = new LeaseRecord("id", "there", gone.pid(), "elsewhere", "then", 30, 0);
    new MemoryBlobs(bucket).put(BucketLease.NAME, left.bytes());

    assertThatThrownBy(open()::lease)
        .isInstanceOf(BundleInUseException.class)
        .hasMessageContaining("process " + gone.pid() + " on there since then");
  }

  @Test
  void whoGaveTheLeaseBackMayNotWrite() {
    BucketStore store = open();
    store.lease().close();

    assertThatThrownBy(() -> store.replace("a", new byte[1]))
        .isInstanceOf(IllegalStateException.class);
  }

  private static byte[] readLock(MemoryBlobs blobs) {
    long size = blobs.find(BucketLease.NAME).orElseThrow().sizeBytes();
    try (var in = blobs.read(BucketLease.NAME, new dev.migrator.model.ByteRange(0, size))) {
      return in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
