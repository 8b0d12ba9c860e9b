package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.cli.run.Verbs;
import dev.migrator.discover.Discovery;
import dev.migrator.doctor.Diagnosis;
import dev.migrator.doctor.DoctorRequest;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.model.Rights;
import dev.migrator.restore.Forecast;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.simulate.Scenario;
import dev.migrator.simulate.Simulation;
import dev.migrator.simulate.Simulator;
import dev.migrator.snapshot.PlanRequest;
import dev.migrator.snapshot.PlanResult;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A front door that gives the answers it was told to, and keeps what it was asked.
final class ScriptedVerbs implements Verbs {
  final List<Object> asked = new ArrayList<>();
  final SortedMap<String, Forecast> forecast = new TreeMap<>();
  private @Nullable Object answer;
  private Duration needed = Duration.ZERO;

  /// The next call returns it, or throws it.
  ScriptedVerbs answering(Object result) {
    answer = result;
    return this;
  }

  /// Calls that count take so long, with two of three done.
  ScriptedVerbs taking(Duration time) {
    needed = time;
    return this;
  }

  private void count(Progress progress) {
    progress.phase("counting");
    progress.expect(3, 0);
    progress.done(2, 0);
    LockSupport.parkNanos(needed.toNanos());
  }

  private <T> T answer(Class<T> type) {
    if (answer instanceof RuntimeException failure) {
      throw failure;
    }
    if (answer instanceof Error failure) {
      throw failure;
    }
    return type.cast(java.util.Objects.requireNonNull(answer, "nothing was scripted"));
  }

  @Override
  public SnapshotResult snapshot(SnapshotRequest request, Progress progress, StopSignal stop) {
    asked.add(request);
    return answer(SnapshotResult.class);
  }

  @Override
  public Discovery discover(AccountAddress account, Progress progress) {
    asked.add(account);
    count(progress);
    return answer(Discovery.class);
  }

  /// As it is: nothing is asked of a host.
  @Override
  public SortedMap<String, List<Rights>> policy(Estate estate, Optional<StoreAddress> bundle) {
    return new Migrator().policy(estate, bundle);
  }

  @Override
  public PlanResult plan(PlanRequest request, Consumer<String> told, StopSignal stop) {
    asked.add(request);
    return answer(PlanResult.class);
  }

  @Override
  public Diagnosis doctor(DoctorRequest request, Progress progress, StopSignal stop) {
    asked.add(request);
    count(progress);
    return answer(Diagnosis.class);
  }

  @Override
  public void moveDeadline(StoreAddress bundle, Deadline to) {
    asked.add(List.of(bundle, to));
    if (answer instanceof RuntimeException failure) {
      throw failure;
    }
  }

  @Override
  public Verification verify(
      StoreAddress bundle, OptionalLong commit, Verification.Level level, Progress progress) {
    asked.add(List.of(bundle, commit, level));
    return answer(Verification.class);
  }

  @Override
  public RestoreReport restore(
      RestoreRequest request,
      Consumer<SortedMap<String, Forecast>> foretold,
      Progress progress,
      StopSignal stop) {
    asked.add(request);
    foretold.accept(forecast);
    return answer(RestoreReport.class);
  }

  @Override
  public Simulation simulate(Scenario scenario) {
    asked.add(scenario);
    return Simulator.run(scenario);
  }

  @Override
  public OpenBundle open(StoreAddress bundle) {
    asked.add(bundle);
    return answer(OpenBundle.class);
  }
}
