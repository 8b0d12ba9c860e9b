package dev.migrator.snapshot;

import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.engine.Workers;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.snapshot.ThawWatch.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs the units of one snapshot and commits what they seal. One thread only.
final class Coordinator {
  private static final long FIRST_COMMIT_MILLIS = Duration.ofSeconds(1).toMillis();
  private static final long COMMIT_EVERY_MILLIS = Duration.ofSeconds(25).toMillis();

  private static final long LOOK_EVERY_MILLIS = 250;
  private static final String CAPTURING = "capturing";

  private static final long HEED_EVERY_MILLIS = Duration.ofSeconds(2).toMillis();

  private final Run run;
  private final Sources sources;
  private final int workers;
  private final DeadlineFile moves;
  private final Outlooks outlooks;
  private boolean dirty;
  private long heedAgainMillis;

  /// @param moves of the deadline
  Coordinator(Run run, Sources sources, int workers, DeadlineFile moves, Outlooks outlooks) {
    this.run = run;
    this.sources = sources;
    this.workers = workers;
    this.moves = moves;
    this.outlooks = outlooks;
  }

  SnapshotResult run() {
    run.progress.phase("asking the sources");
    sources.prepare(run, workers).forEach(run.queue::put);
    if (run.writer.head().isEmpty() && sources.silence().isPresent()) {
      throw sources.silence().get();
    }
    run.progress.phase("looking for archived objects");
    Surveys surveys = Surveys.start(run, sources.storeRuns());
    Throwable failure = capture(surveys);
    run.progress.phase("committing");
    if (failure != null) {
      throw afterLastCommit(failure);
    }
    try {
      return finish();
    } catch (SpaceException e) {
      throw withBytesNeeded(e);
    }
  }

  /// @return why the run cannot go on; null where it came to its end
  private @Nullable Throwable capture(Surveys surveys) {
    try {
      surveys.headStart();
      run.progress.phase(CAPTURING);
      return captureBeside(surveys);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new InterruptedRunException(
          "the snapshot was interrupted", "Run the same command again to go on.", e);
    } catch (RuntimeException e) {
      return e;
    }
  }

  private @Nullable Throwable captureBeside(Surveys surveys) throws InterruptedException {
    Workers<Unit> threads =
        Workers.start(workers, run.queue, new UnitCapture(run, sources)::capture, this::ended);
    try {
      return commitUntilEnd();
    } finally {
      run.queue.close();
      run.abort(); // has no effect where all have ended
      joinAll(threads, surveys);
    }
  }

  private void ended(@Nullable Throwable failure) {
    run.events.add(new Event.Ended(failure));
  }

  private static void joinAll(Workers<Unit> threads, Surveys surveys) {
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        threads.join();
        surveys.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Throwable commitUntilEnd() throws InterruptedException {
    long interval = FIRST_COMMIT_MILLIS; // soon at first: a young run is safe soon, too
    long due = run.clock.millis() + interval;
    while (true) {
      heedDeadline();
      outlooks.look();
      lookForThawing();
      long wait = Math.clamp(due - run.clock.millis(), 0, LOOK_EVERY_MILLIS);
      switch (run.events.poll(wait, TimeUnit.MILLISECONDS)) {
        case null -> {}
        case Event.Sealed sealed -> {
          sources.store(sealed.source()).sealed(sealed);
          dirty = true;
        }
        case Event.Described described -> {
          sources.store(described.source()).described(described.description(), run.writer);
          dirty = true;
        }
        case Event.StillThawing(String source, Waiting waiting) ->
            sources.store(source).thawing().stillThawing(waiting);
        case Event.Surveyed(String source, List<String> lines) ->
            sources.store(source).surveyed(lines);
        case Event.OfCut ofCut -> {
          sources.database(ofCut.source()).happened(ofCut);
          dirty = true;
        }
        case Event.Ended ended -> {
          return ended.failure();
        }
      }
      if (run.clock.millis() >= due || isOnlyForLater()) {
        commitProgress();
        interval = Math.min(2 * interval, COMMIT_EVERY_MILLIS);
        due = run.clock.millis() + interval;
      }
    }
  }

  /// Where the bundle cannot be read now, at the next look.
  private void heedDeadline() {
    if (run.clock.millis() < heedAgainMillis) {
      return;
    }
    heedAgainMillis = run.clock.millis() + HEED_EVERY_MILLIS;
    try {
      moves.read().ifPresent(run.cutoff::move);
    } catch (StoreException e) {
      run.retrying(e);
    }
  }

  /// Also tells when there is nothing else to do.
  private void lookForThawing() {
    sources.look(run.clock.instant(), run.isHalted());
    Optional<Instant> next = sources.nextLook();
    if (next.isPresent() && run.queue.isOnlyHeld()) {
      run.progress.phase(
          "waiting for archived objects, next look at "
              + next.get().truncatedTo(ChronoUnit.SECONDS));
    } else if (!run.isHalted()) {
      run.progress.phase(CAPTURING);
    }
  }

  private void commitProgress() {
    if (dirty) {
      commit(false, null);
      dirty = false;
    }
    sources.handOut(run.queue);
  }

  /// Whether there is nothing else to do than what was left for a later turn, which comes after a
  /// commit.
  private boolean isOnlyForLater() {
    return sources.isWaiting()
        && (run.queue.isOnlyHeld() || run.queue.isStarved(AgeLimits.PATIENCE) || run.isHalted());
  }

  private Commit commit(boolean finished, @Nullable String stopped) {
    return commit(finished, stopped, sources.settle(run));
  }

  private Commit commit(
      boolean finished, @Nullable String stopped, SortedMap<String, SourceState> settled) {
    return run.writer.commit(new Draft(run.id, finished, stopped, settled));
  }

  /// Commits what was sealed before the failure.
  private RuntimeException afterLastCommit(Throwable failure) {
    String why = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    try {
      commit(false, why);
    } catch (MigratorException e) {
      failure.addSuppressed(e);
    }
    return switch (failure) {
      case SpaceException full -> withBytesNeeded(full);
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException("a worker was interrupted", failure);
    };
  }

  private SpaceException withBytesNeeded(SpaceException full) {
    long needed = run.bytesToMove.sum() - sources.movedBytes();
    if (needed <= 0) {
      return full;
    }
    return new SpaceException(
        "%s; at least %d more bytes are needed for what was listed so far and is not in the bundle"
            .formatted(full.getMessage(), needed),
        full.hint(),
        full);
  }

  private SnapshotResult finish() {
    SortedMap<String, SourceState> settled = sources.settle(run);
    boolean finished = sources.areReachedBy(run.id);
    String stopped = finished ? null : whyStopped();
    Commit commit = commit(finished, stopped, settled);
    run.progress.phase("done");
    boolean interrupted = !finished && run.isAskedToStop();
    boolean outOfTime = !finished && !interrupted && run.cutoff.isPassed();
    return new SnapshotResult(
        commit.number(),
        finished,
        stopped,
        interrupted,
        outOfTime,
        sources.totals(),
        sources.notes(run.id));
  }

  private String whyStopped() {
    String causes =
        sources.causes().stream().map(StoreException::getMessage).collect(Collectors.joining("; "));
    return causes.isEmpty() ? run.whyNotReached().orElse("asked to stop") : causes;
  }
}
