package dev.migrator.snapshot;

import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.ObjectTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that a test moves.
final class HandSet extends Clock {
  private final AtomicReference<Instant> now;

  HandSet(Instant start) {
    now = new AtomicReference<>(start);
  }

  void set(Instant time) {
    now.set(time);
  }

  /// A store at whose call of that number the time is set.
  FaultyStore movedAt(int call, Instant time, ObjectTarget store) {
    FaultyStore source = new FaultyStore(store);
    source.fail(
        made -> {
          if (made.nthOfAll() == call) {
            set(time);
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    return source;
  }

  void forward(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("one zone is enough");
  }
}
