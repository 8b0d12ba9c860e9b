package dev.migrator.cli.run;

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
import dev.migrator.snapshot.PlanRequest;
import dev.migrator.snapshot.PlanResult;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.verify.Verification;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;

/// What the commands call: [dev.migrator.Migrator], or in tests a script.
public interface Verbs {

  SnapshotResult snapshot(SnapshotRequest request, Progress progress, StopSignal stop);

  Discovery discover(AccountAddress account, Progress progress);

  SortedMap<String, List<Rights>> policy(Estate estate, Optional<StoreAddress> bundle);

  Diagnosis doctor(DoctorRequest request, Progress progress, StopSignal stop);

  PlanResult plan(PlanRequest request, Consumer<String> told, StopSignal stop);

  void moveDeadline(StoreAddress bundle, Deadline to);

  Verification verify(
      StoreAddress bundle, OptionalLong commit, Verification.Level level, Progress progress);

  RestoreReport restore(
      RestoreRequest request,
      Consumer<SortedMap<String, Forecast>> foretold,
      Progress progress,
      StopSignal stop);

  Simulation simulate(Scenario scenario);

  /// The caller closes it.
  OpenBundle open(StoreAddress bundle);
}
