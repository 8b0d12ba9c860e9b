package dev.migrator.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ends a run in time for its deadline. The deadline may be moved as long as the run has not ended
/// for it; from then on it stays. Safe for many threads.
public final class Cutoff {
  private final InstantSource clock;
  private final AtomicReference<@Nullable Deadline> deadline;
  private volatile boolean passed;

  public Cutoff(InstantSource clock, Optional<Deadline> deadline) {
    this.clock = clock;
    this.deadline = new AtomicReference<>(deadline.orElse(null));
  }

  public Optional<Deadline> deadline() {
    return Optional.ofNullable(deadline.get());
  }

  public void move(Deadline to) {
    if (!isPassed()) {
      deadline.set(to);
    }
  }

  /// Whether nothing new is to be begun any more.
  public boolean isPassed() {
    if (!passed) {
      Deadline until = deadline.get();
      passed = until != null && !clock.instant().isBefore(until.end());
    }
    return passed;
  }

  /// How long until then, at least 0; empty without a deadline.
  public Optional<Duration> left() {
    return deadline()
        .map(until -> Duration.between(clock.instant(), until.end()))
        .map(left -> left.isNegative() ? Duration.ZERO : left);
  }
}
