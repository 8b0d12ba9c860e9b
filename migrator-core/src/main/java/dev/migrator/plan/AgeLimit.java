package dev.migrator.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// From which time of modification on the objects of stores that stand together in the queue are
/// captured, when not all of them fit before a limit: such that what is newer does fit. What is
/// older follows in the same way. Each limit costs a listing of what waits; so it is set when it is
/// likely that not all fits, goes when it is sure that all does, and moves little in between.
public final class AgeLimit {
  /// For so much of the time that is left it must have been likely that not all fits.
  private static final double DOUBT = 0.02;

  private static final Duration LEAST_DOUBT = Duration.ofSeconds(3);
  private static final Duration MOST_DOUBT = Duration.ofMinutes(1);

  /// No pass is worth a listing for less of what is left.
  private static final double LEAST_PASS = 1 / 8.0;

  /// Nor where less time is left than that, as a part of what has passed.
  private static final double LEAST_TIME = 1 / 8.0;

  /// Less of what is newer fits than that: the limit is too far back.
  private static final double TOO_LITTLE = 0.8;

  private @Nullable Instant limit;

  /// The limit of the pass before this one; null where this is the first.
  private @Nullable Instant before;

  private @Nullable Duration inDoubtSince;

  /// How much is left of what is older, as a part of what there was.
  private double leftOfOlder = 1;

  /// What a forecast shows.
  ///
  /// @param passed since the run began
  /// @param left until the limit of time
  /// @param seconds of one connection that are left to do
  /// @param fitting of these, at P95
  /// @param isLikely whether all fits at P50
  public record Seen(
      Duration passed, Duration left, double seconds, double fitting, boolean isLikely) {
    boolean isSure() {
      return fitting >= seconds;
    }

    boolean isWorthAPass() {
      return Seconds.of(left) >= LEAST_TIME * Seconds.of(passed);
    }
  }

  /// What was modified before that waits; empty where nothing does.
  public Optional<Instant> now() {
    return Optional.ofNullable(limit);
  }

  /// To be called about once a second.
  ///
  /// @param ages of all that there is, done or not
  public void look(Seen seen, Supplier<Ages> ages) {
    doubt(seen);
    if (limit == null && isLongInDoubt(seen)) {
      set(seen, ages.get());
    } else if (limit != null && seen.isSure()) {
      drop();
    } else if (limit != null) {
      tighten(seen, ages.get());
    }
  }

  /// All that is newer is done: the limit goes further back, or goes.
  public void passOver(Seen seen, Supplier<Ages> ages) {
    if (seen.isSure() || !seen.isWorthAPass()) {
      drop();
    } else {
      set(seen, ages.get());
    }
    if (limit != null && before != null && !limit.isBefore(before)) {
      drop();
    }
  }

  /// Nothing waits any more.
  public void drop() {
    limit = null;
    before = null;
    inDoubtSince = null;
  }

  private void doubt(Seen seen) {
    if (seen.isLikely || seen.isSure() || !seen.isWorthAPass()) {
      inDoubtSince = null;
    } else if (inDoubtSince == null) {
      inDoubtSince = seen.passed;
    }
  }

  private boolean isLongInDoubt(Seen seen) {
    if (inDoubtSince == null) {
      return false;
    }
    double enough =
        Math.clamp(DOUBT * Seconds.of(seen.left), Seconds.of(LEAST_DOUBT), Seconds.of(MOST_DOUBT));
    return Seconds.of(seen.passed.minus(inDoubtSince)) >= enough;
  }

  /// For a pass through what waits, or through all.
  private void set(Seen seen, Ages ages) {
    before = limit;
    take(wanted(seen) / seen.seconds, ages.secondsBefore(before), seen, ages);
  }

  private void tighten(Seen seen, Ages ages) {
    double older = ages.secondsBefore(limit);
    double newer = seen.seconds - leftOfOlder * older;
    if (wanted(seen) < TOO_LITTLE * newer) {
      take(wanted(seen) / newer, ages.secondsBefore(before) - older, seen, ages);
    }
  }

  private static double wanted(Seen seen) {
    return Math.max(seen.fitting, LEAST_PASS * seen.seconds);
  }

  /// @param share that is wanted of what stands in this pass
  /// @param standing how much that is, done or not
  private void take(double share, double standing, Seen seen, Ages ages) {
    double done = ages.secondsBefore(null) - ages.secondsBefore(before);
    Instant next = ages.newest(done + share * standing);
    double older = ages.secondsBefore(next);
    limit = older > 0 ? next : null;
    leftOfOlder = older > 0 ? (seen.seconds - wanted(seen)) / older : 1;
  }
}
