package dev.migrator.snapshot;

import dev.migrator.engine.SourceProgress;
import dev.migrator.error.StoreException;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.snapshot.ThawWatch.Waiting;
import dev.migrator.snapshot.Unit.Visit;
import java.time.Instant;
import java.util.Optional;

/// What workers do: each unit by its kind. Safe for many threads at once.
final class UnitCapture {
  private final Run run;
  private final Sources sources;

  UnitCapture(Run run, Sources sources) {
    this.run = run;
    this.sources = sources;
  }

  /// Whatever fails here ends the run.
  void capture(Unit unit) throws InterruptedException {
    SourceProgress progress = run.progress.of(unit.source());
    progress.begun();
    try {
      switch (unit) {
        case Unit.Description _, Unit.Range _, Unit.Look _ -> captureOfStore(unit);
        case Unit.Opening opening -> sources.database(opening.source()).database().open();
        case Unit.Copy copy -> sources.database(copy.source()).database().copy(copy);
      }
    } catch (Throwable e) { // whatever it was: the others must not go on for nothing
      run.abort();
      throw e;
    } finally {
      progress.ended();
    }
  }

  private void captureOfStore(Unit unit) throws InterruptedException {
    SourceRun source = sources.store(unit.source()).source();
    if (source.isStopped() || run.isHalted()) {
      return;
    }
    try {
      switch (unit) {
        case Unit.Range range -> capture(source, range);
        case Unit.Look look -> look(source, look.waiting());
        case Unit.Description _ -> describe(source);
        case Unit.Opening _, Unit.Copy _ ->
            throw new IllegalArgumentException("of no store: " + unit);
      }
    } catch (SourceFailure e) {
      source.stop(e.failure());
    }
  }

  private void look(SourceRun source, Waiting waiting) throws InterruptedException {
    Thaws thaws = source.thaws().orElseThrow();
    Optional<Instant> again =
        run.clock.instant().isBefore(waiting.by())
            ? thaws.lookAgain(waiting.sample())
            : Optional.empty();
    if (again.isEmpty()) {
      capture(source, new Unit.Range(source.name(), waiting.range(), Turn.LAST_OLDER, Visit.AGAIN));
    } else {
      run.queue.hold();
      run.events.add(new Event.StillThawing(source.name(), waiting.until(again.get())));
    }
  }

  private void describe(SourceRun source) {
    try {
      run.events.add(new Event.Described(source.name(), source.store().describe()));
    } catch (StoreException e) {
      throw new SourceFailure(e);
    }
  }

  private void capture(SourceRun source, Unit.Range range) throws InterruptedException {
    try (UnitRun capture = UnitRun.open(run, source, range)) {
      capture.capture();
    }
  }
}
