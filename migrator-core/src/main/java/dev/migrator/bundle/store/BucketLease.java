package dev.migrator.bundle.store;

import dev.migrator.bundle.store.LockFile.Seen;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.StoreException;
import dev.migrator.store.BlobStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bucket's bundle taken for one process. It lives by being renewed: whoever was killed has lost
/// it a life later, and whoever was asleep that long finds out before it writes.
///
/// The age of another run's lease is told by the host's clock alone.
final class BucketLease implements BundleStore.Lease {
  static final String NAME = LockFile.NAME;

  private static final int MOST_ATTEMPTS = 5;

  /// @param life after so long without renewal anybody may take the bundle; whole seconds
  /// @param renewEvery a third of the life or less
  /// @param settle see [LockFile]
  record Settings(Duration life, Duration renewEvery, Duration settle, InstantSource clock) {
    static final Settings STANDARD =
        new Settings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            InstantSource.system());

    /// After so long without renewal a holder makes sure before it goes on.
    Duration trusted() {
      return life.multipliedBy(2).dividedBy(3);
    }
  }

  private final LockFile file;
  private final Settings settings;
  private final Thread renewer;
  private final ReentrantLock renewing = new ReentrantLock();
  private LeaseRecord record;
  private String tag;
  private volatile Instant renewedAt;
  private volatile long renewedNanos;
  private volatile @Nullable String lostTo;
  private volatile @Nullable MigratorException lastFailure;
  private volatile boolean closed;

  private BucketLease(
      LockFile file, Settings settings, LeaseRecord record, String tag, Start start) {
    this.file = file;
    this.settings = settings;
    this.record = record;
    this.tag = tag;
    this.renewedAt = start.at();
    this.renewedNanos = start.nanos();
    this.renewer = Thread.ofPlatform().daemon().name("bundle-lease").unstarted(this::renewForever);
  }

  /// When a renewal was asked for: the host dates it later, so the holder gives up first.
  private record Start(Instant at, long nanos) {
    static Start now(InstantSource clock) {
      return new Start(clock.instant(), System.nanoTime());
    }
  }

  /// @throws BundleInUseException if another run holds the bundle
  static BucketLease take(BlobStore blobs, Settings settings) {
    LockFile file = new LockFile(blobs, settings.settle());
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Start start = Start.now(settings.clock());
      LeaseRecord mine = LeaseRecord.ofThisProcess(settings.life(), start.at());
      Optional<Seen> seen = file.look();
      if (seen.isPresent() && !hasLapsed(seen.get(), settings)) {
        throw inUse(file, seen.get(), settings);
      }
      Optional<String> tag = file.swap(seen.map(Seen::tag).orElse(null), mine);
      if (tag.isPresent()) {
        BucketLease lease = new BucketLease(file, settings, mine, tag.get(), start);
        lease.renewer.start();
        return lease;
      }
    }
    throw new BundleInUseException(
        "other runs keep taking the bundle " + file.place(), "Wait until no other run uses it.");
  }

  private static boolean hasLapsed(Seen seen, Settings settings) {
    LeaseRecord record = seen.record();
    boolean gone = record != null && record.isOwnerGone();
    return gone || seen.age().compareTo(lifeOf(seen, settings)) >= 0;
  }

  private static Duration lifeOf(Seen seen, Settings settings) {
    return seen.record() == null ? settings.life() : seen.record().life();
  }

  private static BundleInUseException inUse(LockFile file, Seen seen, Settings settings) {
    long seconds = Math.max(1, lifeOf(seen, settings).minus(seen.age()).toSeconds());
    return new BundleInUseException(
        "the bundle " + file.place() + " is in use by " + owner(seen),
        "Wait for that run to end. If it was killed, its lease lapses in %d s: run the same command again then."
            .formatted(seconds));
  }

  private static String owner(Seen seen) {
    return seen.record() == null ? "a run that " + NAME + " does not name" : seen.record().owner();
  }

  private void renewForever() {
    while (!closed && lostTo == null) {
      try {
        Thread.sleep(settings.renewEvery());
        renew();
      } catch (InterruptedException e) {
        return;
      } catch (MigratorException e) {
        // Tried again at the next turn; a holder that writes meanwhile gets the failure itself.
        lastFailure = e;
      }
    }
  }

  void renew() {
    renewing.lock();
    try {
      Start start = Start.now(settings.clock());
      Optional<String> renewed = file.swap(tag, record.renewed());
      if (renewed.isEmpty()) {
        renewed = renewAfterLostAnswer();
      }
      if (renewed.isPresent()) {
        tag = renewed.get();
        record = record.renewed();
        renewedNanos = start.nanos();
        renewedAt = start.at();
      }
    } finally {
      renewing.unlock();
    }
  }

  /// The file has changed: by our own earlier renewal whose answer never came, or by another run.
  private Optional<String> renewAfterLostAnswer() {
    Optional<Seen> seen = file.look();
    if (seen.isPresent() && seen.get().isOf(record)) {
      record = record.renewed();
      return file.swap(seen.get().tag(), record.renewed());
    }
    lostTo = seen.map(BucketLease::owner).orElse("a run that has ended since");
    return Optional.empty();
  }

  /// @throws BundleInUseException if another run has taken the bundle
  /// @throws StoreException if that cannot be found out
  void ensureHeld() {
    if (closed) {
      throw new IllegalStateException("the lease was given back: " + file.place());
    }
    if (isDoubtful()) {
      renewing.lock();
      try {
        if (isDoubtful() && lostTo == null) {
          renew();
        }
      } finally {
        renewing.unlock();
      }
    }
    if (lostTo != null) {
      throw new BundleInUseException(
          "this run was out of touch for so long that the bundle %s went to %s"
              .formatted(file.place(), lostTo),
          "Wait for that run to end, then run the same command again; all commits are kept.",
          lastFailure);
    }
  }

  /// By two clocks, since one stands still while the machine sleeps and the other can be set.
  private boolean isDoubtful() {
    Duration byClock = Duration.between(renewedAt, settings.clock().instant());
    Duration byTicks = Duration.ofNanos(System.nanoTime() - renewedNanos);
    return byClock.compareTo(settings.trusted()) >= 0 || byTicks.compareTo(settings.trusted()) >= 0;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    stopRenewing();
    renewing.lock();
    try {
      if (lostTo == null && file.look().filter(seen -> seen.isOf(record)).isPresent()) {
        file.delete();
      }
    } catch (StoreException e) {
      // What cannot be given back now lapses by itself.
      lostTo = "nobody";
    } finally {
      renewing.unlock();
    }
  }

  private void stopRenewing() {
    boolean interrupted = false;
    renewer.interrupt();
    while (renewer.isAlive()) {
      try {
        renewer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
