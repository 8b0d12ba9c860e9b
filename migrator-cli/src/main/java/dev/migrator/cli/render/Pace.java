package dev.migrator.cli.render;

import dev.migrator.engine.Progress;
import dev.migrator.plan.Confidence;
import dev.migrator.plan.Fit;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Seconds;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long a run needs for what is known to be left, from how it went so far. Not for several
/// threads.
final class Pace {
  /// Fades with the first observations.
  private static final Rates PRIOR = new Rates(1e-3, 1e-8, 0.5, 1, Double.POSITIVE_INFINITY);

  private final Fit fit = new Fit(PRIOR);
  private Progress.@Nullable View last;
  private long lastNanos;
  private boolean hasMoved;

  /// To be called about once a second.
  ///
  /// @param nanos of a clock that only goes forward
  void observe(long nanos, Progress.View now) {
    if (last == null) {
      remember(nanos, now);
      return;
    }
    double objects = done(now) - (double) done(last);
    double bytes = now.bytes() - (double) last.bytes();
    double seconds = (nanos - lastNanos) / 1e9;
    if (objects + bytes > 0 && seconds > 0) {
      fit.add(objects, Math.max(0, bytes), seconds);
      hasMoved = true;
      remember(nanos, now);
    }
  }

  private static long done(Progress.View view) {
    return view.objects() + view.unchanged();
  }

  private void remember(long nanos, Progress.View now) {
    last = now;
    lastNanos = nanos;
  }

  /// @return empty as long as nothing has moved
  Optional<Duration> needed(Progress.View now, Confidence confidence) {
    Rates rates = fit.rates();
    double seconds =
        rates.seconds(now.objectsLeft(), now.bytesLeft()) * confidence.slowdown(rates.spread());
    return hasMoved ? Optional.of(Seconds.span(seconds)) : Optional.empty();
  }
}
