package dev.migrator.snapshot;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.NoDatabases;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Standing;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreOpener;
import dev.migrator.store.resilient.RetryPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Takes snapshots of stores made by tests, with no time lost in waiting.
final class Estates {
  static final long VOLUME_BYTES = 1 << 20;

  /// Tries a call a few times, at once.
  static final RetryPolicy QUICK =
      new RetryPolicy(
          Duration.ofNanos(100),
          Duration.ofNanos(1000),
          Duration.ofMillis(5),
          1e6,
          1_000,
          0,
          Duration.ofHours(1));

  final Progress progress = new Progress();
  final StopSignal stop = new StopSignal();
  private final Map<String, ObjectSource> stores = new TreeMap<>();
  private final TreeMap<String, Standing> standings = new TreeMap<>();
  private Optional<Deadline> deadline = Optional.empty();
  private int workers = 3;
  private int requestsInFlight = 8;
  private Clock clock = Clock.systemUTC();

  static Estates of(ObjectSource media) {
    return new Estates().with("media", media);
  }

  Estates with(String name, ObjectSource store) {
    stores.put(name, store);
    return this;
  }

  Estates standing(String name, Standing standing) {
    standings.put(name, standing);
    return this;
  }

  Estates worth(String name, int value) {
    standings.put(name, Standing.ofValue(value));
    return this;
  }

  Estates until(Deadline newDeadline) {
    deadline = Optional.of(newDeadline);
    return this;
  }

  Estates workers(int count) {
    workers = count;
    return this;
  }

  /// One worker and one read at a time: calls come in the same order in every run.
  Estates oneByOne() {
    workers = 1;
    requestsInFlight = 1;
    return this;
  }

  Estates clock(Clock newClock) {
    clock = newClock;
    return this;
  }

  SnapshotResult snapshotInto(Path folder) {
    return snapshotInto(new DirectoryStore(folder));
  }

  SnapshotResult snapshotInto(BundleStore bundle) {
    TreeMap<String, StoreAddress> addresses = new TreeMap<>();
    stores.keySet().forEach(name -> addresses.put(name, new FilesAddress(name)));
    Estate estate =
        new Estate("test", addresses, new TreeMap<>(), standings, OptionalLong.of(VOLUME_BYTES));
    SnapshotRequest request =
        new SnapshotRequest(
            estate, new FilesAddress("unused"), workers, requestsInFlight, deadline);
    return new Snapshots(new Openers(new Opener(), NoDatabases.INSTANCE), QUICK, clock)
        .run(request, bundle, progress, stop);
  }

  private final class Opener implements StoreOpener {
    @Override
    public ObjectSource openSource(StoreAddress address) {
      return Objects.requireNonNull(stores.get(address.label()));
    }

    @Override
    public ObjectTarget openTarget(StoreAddress address) {
      throw new UnsupportedOperationException("no targets here: " + address.label());
    }
  }
}
