package dev.migrator.cli.run;

import dev.migrator.Migrator;
import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.database.SavedCut;
import dev.migrator.discover.Discovery;
import dev.migrator.doctor.Diagnosis;
import dev.migrator.doctor.DoctorRequest;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Rights;
import dev.migrator.restore.Forecast;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.simulate.Scenario;
import dev.migrator.simulate.Simulation;
import dev.migrator.snapshot.PlanRequest;
import dev.migrator.snapshot.PlanResult;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.verify.Verification;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The verbs as the library does them.
public record FrontDoor(Migrator migrator) implements Verbs {

  @Override
  public SnapshotResult snapshot(SnapshotRequest request, Progress progress, StopSignal stop) {
    return migrator.snapshot(request, progress, stop);
  }

  @Override
  public Discovery discover(AccountAddress account, Progress progress) {
    return migrator.discover(account, progress);
  }

  @Override
  public SortedMap<String, List<Rights>> policy(Estate estate, Optional<StoreAddress> bundle) {
    return migrator.policy(estate, bundle);
  }

  @Override
  public PlanResult plan(PlanRequest request, Consumer<String> told, StopSignal stop) {
    return migrator.plan(request, told, stop);
  }

  @Override
  public Diagnosis doctor(DoctorRequest request, Progress progress, StopSignal stop) {
    return migrator.doctor(request, progress, stop);
  }

  @Override
  public void moveDeadline(StoreAddress bundle, Deadline to) {
    migrator.moveDeadline(bundle, to);
  }

  @Override
  public Verification verify(
      StoreAddress bundle, OptionalLong commit, Verification.Level level, Progress progress) {
    return migrator.verify(bundle, commit, level, progress);
  }

  @Override
  public RestoreReport restore(
      RestoreRequest request,
      Consumer<SortedMap<String, Forecast>> foretold,
      Progress progress,
      StopSignal stop) {
    return migrator.restore(request, foretold, progress, stop);
  }

  @Override
  public Simulation simulate(Scenario scenario) {
    return migrator.simulate(scenario);
  }

  @Override
  public OpenBundle open(StoreAddress bundle) {
    return new Opened(migrator.open(bundle));
  }

  private record Opened(Bundle bundle) implements OpenBundle {
    @Override
    public Commit head() {
      return bundle.head();
    }

    @Override
    public List<Long> numbers() {
      return bundle.commits();
    }

    @Override
    public Commit commit(long number) {
      return bundle.commit(number);
    }

    @Override
    public EntryReader entries(Commit commit, String source, KeyRange range) {
      return bundle.entries(commit, source, range);
    }

    @Override
    public InputStream bytes(Entry entry) {
      return bundle.bytes(entry);
    }

    @Override
    public SavedCut cut(Commit commit, String source) {
      return bundle.cut(commit, source, table -> true);
    }

    @Override
    public void gaps(Commit commit, @Nullable String source, Consumer<Gap> consumer) {
      bundle.gaps(commit, source, consumer);
    }

    @Override
    public void close() {
      bundle.close();
    }
  }
}
