package dev.migrator.restore;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.database.DatabaseOpener;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.error.UsageException;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.Target;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.StoreOpener;
import dev.migrator.store.resilient.ResilientTarget;
import dev.migrator.store.resilient.Retries;
import dev.migrator.store.resilient.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Restores sources of a bundle to their targets, reads back and compares.
///
/// No journal is kept: what the targets hold is looked at, and a run goes on from there.
public final class Restore implements AutoCloseable {
  private final RestoreRequest request;
  private final Run run;
  private final SortedMap<String, SourceRestore> sources = new TreeMap<>();

  private Restore(RestoreRequest request, Run run) {
    this.request = request;
    this.run = run;
  }

  /// @param bundle the one that the request names; stays open
  /// @param foretold is told, before the first byte moves, by source what is to be done and what
  ///   the target cannot hold
  /// @throws UsageException if a source is not in the bundle, no key is selected, or a target holds
  ///   what this bundle did not put there and is not to be filled; nothing was written then
  public static RestoreReport run(
      RestoreRequest request,
      Bundle bundle,
      StoreOpener stores,
      DatabaseOpener databases,
      Consumer<SortedMap<String, Forecast>> foretold,
      Progress progress,
      StopSignal stop) {
    Commit commit =
        request.commit().isPresent() ? bundle.commit(request.commit().getAsLong()) : bundle.head();
    Run run =
        new Run(
            bundle,
            commit,
            new KeyPatterns(request.only()),
            request.nonempty(),
            request.workers(),
            progress,
            new Halt(stop));
    try (Restore restore = new Restore(request, run)) {
      restore.open(stores, databases);
      return restore.run(foretold);
    }
  }

  private RestoreReport run(Consumer<SortedMap<String, Forecast>> foretold) {
    try {
      phase("looking at the targets");
      sources.values().forEach(SourceRestore::look);
      foretell(foretold);
      phase("restoring");
      sources.values().forEach(SourceRestore::restore);
      return report(Outcome.WHOLE);
    } catch (InterruptedRunException e) {
      return report(Outcome.INTERRUPTED);
    } catch (StoreException e) {
      if (run.halt().isAskedFor()) {
        return report(Outcome.INTERRUPTED);
      }
      throw e;
    }
  }

  private enum Outcome {
    WHOLE,
    INTERRUPTED
  }

  private void open(StoreOpener stores, DatabaseOpener databases) {
    request.targets().bySource().forEach((source, target) -> open(stores, source, target));
    request.targets().databases().forEach((source, target) -> open(databases, source, target));
  }

  private void open(StoreOpener stores, String source, Target target) {
    Job job =
        new Job(
            run,
            source,
            storeOf(source),
            resilient(stores.openTarget(target.address())),
            target.creation(),
            new Tally(),
            new Settled());
    sources.put(source, new StoreRestore(job));
  }

  private void open(DatabaseOpener databases, String source, Targets.DatabaseTarget target) {
    SourceState state = stateOf(source);
    if (!target.address().takes(state.kind())) {
      throw new UsageException(
          "source %s is of kind %s, its target of kind %s"
              .formatted(source, state.kind(), target.address().kind()),
          "Name a target of the source's own kind.");
    }
    if (run.nonempty() == RestoreRequest.Nonempty.FILL) {
      throw new UsageException(
          "--into-nonempty does not go with the database " + source,
          "Restore it to an empty database.");
    }
    sources.put(
        source,
        new DatabaseRestore(
            run,
            request.only(),
            source,
            state,
            databases.openTarget(target.address(), state.kind(), retries()),
            target.creation()));
  }

  private SourceState storeOf(String source) {
    SourceState state = stateOf(source);
    if (state.isDatabase()) {
      throw new UsageException(
          "source %s is a database (%s), and its target is none".formatted(source, state.kind()),
          "Name a database in the targets file: %s: { %s: { url: ... } }"
              .formatted(source, state.kind()));
    }
    return state;
  }

  private SourceState stateOf(String source) {
    SortedMap<String, SourceState> known = run.commit().sources();
    SourceState state = known.get(source);
    if (state == null) {
      throw new UsageException(
          "commit %d of %s has no source '%s'"
              .formatted(run.commit().number(), run.bundle().store().label(), source),
          "Name one of these: " + String.join(", ", known.keySet()) + ".");
    }
    return state;
  }

  private Retries retries() {
    return Retries.of(RetryPolicy.DEFAULT, run.workers(), run);
  }

  private ObjectTarget resilient(ObjectTarget target) {
    return ResilientTarget.of(target, RetryPolicy.DEFAULT, run.workers(), run);
  }

  private void foretell(Consumer<SortedMap<String, Forecast>> foretold) {
    phase("reading the index");
    SortedMap<String, Forecast> forecasts = new TreeMap<>();
    sources.forEach((source, restore) -> forecasts.put(source, restore.foretell()));
    foretold.accept(forecasts);
    requireSelection(forecasts);
    sources.values().forEach(SourceRestore::requireSpace);
  }

  private void requireSelection(SortedMap<String, Forecast> forecasts) {
    if (!request.only().isEmpty()
        && forecasts.values().stream().allMatch(one -> one.entries() + one.withoutBytes() == 0)) {
      throw new UsageException(
          "no key matches " + String.join(", ", request.only()),
          "See the keys with 'migrator ls'; '*' stays within a component, '**' does not.");
    }
  }

  private void phase(String words) {
    run.progress().phase(words);
  }

  private RestoreReport report(Outcome outcome) {
    SortedMap<String, SourceReport> reports = new TreeMap<>();
    sources.forEach((source, restore) -> reports.put(source, restore.report()));
    return new RestoreReport(run.commit().number(), outcome == Outcome.INTERRUPTED, reports);
  }

  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    for (SourceRestore source : sources.values()) {
      try {
        source.close();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }
}
