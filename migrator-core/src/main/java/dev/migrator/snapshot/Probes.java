package dev.migrator.snapshot;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.engine.SourceProgress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Estate;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Seconds;
import dev.migrator.plan.Work;
import dev.migrator.snapshot.Outlooks.Counting;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Measures what a source takes by capturing it for some seconds into a bundle that is thrown away.
/// First it counts what the source holds, while all gets warm; then it captures on one connection,
/// then on all that a snapshot would use.
public final class Probes {
  private static final Duration WARMING = Duration.ofSeconds(3);
  private static final Duration ALONE = Duration.ofSeconds(2);
  private static final Duration TOGETHER = Duration.ofSeconds(4);
  private static final Duration COUNTING = Duration.ofSeconds(20);

  /// For a database to be fixed at an instant, with its schema.
  private static final Duration OPENING = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofMillis(50);

  /// Where connections together do so much of what one does alone, more of them would do more.
  private static final double UNSATURATED = 0.7;

  private static final int MOST_CONNECTIONS = 4096;

  /// The place is open already.
  private static final StoreAddress NOWHERE = new FilesAddress("");

  private final Snapshots snapshots;
  private final InstantSource clock;
  private final BundleStore scratch;
  private final PlanRequest request;
  private final StopSignal stop;

  /// What came of one run.
  ///
  /// @param seconds from its first unit to its end
  private record Seen(
      Work work,
      SourceProgress.View progress,
      boolean isCounted,
      boolean isFinished,
      double seconds) {}

  /// @param scratch whose content is thrown away by the caller
  public Probes(
      Snapshots snapshots,
      InstantSource clock,
      BundleStore scratch,
      PlanRequest request,
      StopSignal stop) {
    this.snapshots = snapshots;
    this.clock = clock;
    this.scratch = scratch;
    this.request = request;
    this.stop = stop;
  }

  /// Takes some seconds.
  ///
  /// @throws InterruptedRunException if it was asked to stop
  public Measured measure(String source) {
    Estate estate = request.estate().only(source).withoutThawing(); // which would cost
    try {
      return estate.databases().isEmpty() ? store(estate, source) : database(estate, source);
    } catch (InterruptedRunException e) {
      throw e;
    } catch (MigratorException e) {
      return new Measured.Silent(source, e);
    }
  }

  /// Its time counts from when it is open.
  private Measured database(Estate estate, String source) {
    Progress progress = new Progress();
    StopSignal enough = new StopSignal();
    Thread watch = Thread.ofVirtual().start(() -> stopInTime(progress.of(source), enough));
    try {
      int workers = request.workers();
      Seen seen =
          run(
              request(estate, workers, request.requestsInFlight(), OPENING.plus(TOGETHER)),
              source,
              progress,
              enough,
              Counting.NONE);
      return seen.isCounted ? new Measured.Known(seen.work, true) : notOpen(source);
    } finally {
      watch.interrupt();
    }
  }

  private void stopInTime(SourceProgress progress, StopSignal enough) {
    try {
      while (!progress.view().isCounted() && !stop.isStopped()) {
        Thread.sleep(LOOK);
      }
      for (Duration left = TOGETHER;
          left.isPositive() && !stop.isStopped();
          left = left.minus(LOOK)) {
        Thread.sleep(LOOK);
      }
      enough.stop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the run has ended by itself
    }
  }

  private static Measured notOpen(String source) {
    return new Measured.Silent(
        source,
        new StoreException(
            Reason.UNAVAILABLE,
            "its schema was not read within %d s, so nothing is known of its rows"
                .formatted(OPENING.toSeconds()),
            "Count on that for each cut of it; see what holds it up.",
            null));
  }

  private Measured store(Estate estate, String source) {
    Seen counted = together(estate, source, WARMING, Counting.AHEAD);
    if (counted.isFinished) {
      return new Measured.Known(counted.work, true);
    }
    Seen alone = run(request(estate, 1, 1, ALONE), source, new Progress(), stop, Counting.NONE);
    Seen together = together(estate, source, TOGETHER, Counting.NONE);
    boolean isTooLittle = alone.isFinished || together.progress.objects() == 0;
    Rates rates = isTooLittle ? counted.work.rates() : rates(alone.work.rates(), together);
    return new Measured.Known(counted.work.at(rates), counted.isCounted);
  }

  private Seen together(Estate estate, String source, Duration span, Counting counting) {
    return run(
        request(estate, request.workers(), request.requestsInFlight(), span),
        source,
        new Progress(),
        stop,
        counting);
  }

  private SnapshotRequest request(Estate estate, int workers, int requests, Duration span) {
    Deadline end = new Deadline(clock.instant().plus(span), Duration.ZERO);
    return new SnapshotRequest(estate, NOWHERE, workers, requests, Optional.of(end));
  }

  /// What one connection takes, and how many are worth having.
  private Rates rates(Rates alone, Seen together) {
    SourceProgress.View done = together.progress;
    double worth = alone.seconds(done.objects(), done.bytes()) / together.seconds;
    int asked = request.requestsInFlight();
    double spread = together.work.rates().spread();
    if (worth >= UNSATURATED * asked) {
      return alone.slower(asked / worth).sharing(MOST_CONNECTIONS).withSpread(spread);
    }
    long useful = Math.max(1, Math.round(worth));
    return alone.slower(useful / worth).sharing((int) useful).withSpread(spread);
  }

  private Seen run(
      SnapshotRequest part,
      String source,
      Progress progress,
      StopSignal enough,
      Counting counting) {
    return snapshots.run(
        part,
        scratch,
        progress,
        enough,
        counting,
        (result, outlooks) -> {
          if (stop.isStopped()) {
            throw new InterruptedRunException("the probe was asked to stop", "Run it again.");
          }
          outlooks.throwIfSilent(source);
          double seconds = Seconds.of(outlooks.watched());
          SourceProgress.View done = progress.of(source).view();
          if (counting == Counting.AHEAD) {
            await(outlooks);
          }
          boolean isCounted = progress.of(source).view().isCounted();
          return new Seen(outlooks.learned(source), done, isCounted, result.finished(), seconds);
        });
  }

  private static void await(Outlooks outlooks) {
    try {
      outlooks.awaitCount(COUNTING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("the probe was interrupted", "Run it again.", e);
    }
  }
}
