package dev.migrator;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.database.postgres.PostgresSource;
import dev.migrator.discover.Discoverer;
import dev.migrator.discover.Discovery;
import dev.migrator.doctor.Diagnosis;
import dev.migrator.doctor.Doctor;
import dev.migrator.doctor.DoctorRequest;
import dev.migrator.doctor.Limits;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.model.Rights;
import dev.migrator.restore.Forecast;
import dev.migrator.restore.Restore;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.simulate.Scenario;
import dev.migrator.simulate.Simulation;
import dev.migrator.simulate.Simulator;
import dev.migrator.snapshot.DeadlineFile;
import dev.migrator.snapshot.EstatePlan;
import dev.migrator.snapshot.Openers;
import dev.migrator.snapshot.PlanRequest;
import dev.migrator.snapshot.PlanResult;
import dev.migrator.snapshot.Probes;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.snapshot.Snapshots;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.resilient.RetryPolicy;
import dev.migrator.verify.Verification;
import dev.migrator.verify.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;

/// The front door: a verb a method. Every method throws [dev.migrator.error.MigratorException] and
/// prints nothing.
public final class Migrator {

  private final Adapters adapters = new Adapters();

  /// Takes a snapshot of an estate, or goes on with one that did not finish: see [Snapshots#run].
  public SnapshotResult snapshot(SnapshotRequest request, Progress progress, StopSignal stop) {
    long volumeBytes = request.estate().volumeBytes().orElse(0);
    try (BundleStore bundle = adapters.openBundle(request.bundle(), volumeBytes)) {
      return snapshots().run(request, bundle, progress, stop);
    }
  }

  /// Reads what an account holds, and proposes an estate that saves it: see [Discoverer#run].
  public Discovery discover(AccountAddress account, Progress progress) {
    return Discoverer.run(account, progress);
  }

  /// Measures for some seconds each source of which nothing was given, and tells when a snapshot
  /// would have what.
  ///
  /// @param told is told what is being done, in a few words
  public PlanResult plan(PlanRequest request, Consumer<String> told, StopSignal stop) {
    EstatePlan plan = new EstatePlan(request);
    if (!request.toMeasure().isEmpty()) {
      measure(request, plan, told, stop);
    }
    Prices prices = new Prices();
    return plan.plan(Instant.now(), source -> prices.of(request.estate(), source));
  }

  private void measure(
      PlanRequest request, EstatePlan plan, Consumer<String> told, StopSignal stop) {
    try (Scratch scratch = Scratch.beside(request.bundle(), adapters)) {
      Probes probes = new Probes(snapshots(), Clock.systemUTC(), scratch.store(), request, stop);
      for (String source : request.toMeasure()) {
        told.accept("measuring " + source);
        plan.add(probes.measure(source));
      }
    }
  }

  private Snapshots snapshots() {
    return new Snapshots(new Openers(adapters, adapters), RetryPolicy.DEFAULT, Clock.systemUTC());
  }

  /// The rights that a snapshot of an estate needs, and no more.
  ///
  /// @param bundle where its bundle is to be, if that is to be asked for as well
  /// @return by source; that of the bundle as "the bundle"
  public SortedMap<String, List<Rights>> policy(Estate estate, Optional<StoreAddress> bundle) {
    return Policies.of(estate, bundle);
  }

  /// Looks by trying what a snapshot, and a restore, would fail at. Sources are left as they are;
  /// what is made at other places is removed again.
  public Diagnosis doctor(DoctorRequest request, Progress progress, StopSignal stop) {
    return new Doctor(Limits.STANDARD, progress, stop).examine(new Checkups(adapters).of(request));
  }

  /// Moves the deadline of the snapshot that is being taken into a bundle; it heeds that within
  /// seconds.
  ///
  /// @throws dev.migrator.error.UsageException if none is
  public void moveDeadline(StoreAddress bundle, Deadline to) {
    try (BundleStore store = adapters.openBundle(bundle)) {
      DeadlineFile.move(store, to);
    }
  }

  public Verification verify(
      StoreAddress bundle, OptionalLong commit, Verification.Level level, Progress progress) {
    try (BundleStore store = adapters.openBundle(bundle)) {
      return Verifier.verify(store, commit, level, progress);
    }
  }

  /// @param foretold is told, before the first byte moves, by source what is to be done and what
  ///   the target cannot hold
  public RestoreReport restore(
      RestoreRequest request,
      Consumer<SortedMap<String, Forecast>> foretold,
      Progress progress,
      StopSignal stop) {
    try (Bundle bundle = open(request.bundle())) {
      return Restore.run(request, bundle, adapters, adapters, foretold, progress, stop);
    }
  }

  /// Runs a scenario on a simulated clock.
  public Simulation simulate(Scenario scenario) {
    return Simulator.run(scenario);
  }

  /// What this machine lacks to capture the schema of a PostgreSQL server, in words; empty if it
  /// lacks nothing.
  ///
  /// @param major version of the server
  public static Optional<String> missingForPostgres(int major) {
    return PostgresSource.missingTool(major);
  }

  /// Opens a bundle for `ls`, `cat`, `status` and `gaps`. The caller closes it.
  public Bundle open(StoreAddress bundle) {
    BundleStore store = adapters.openBundle(bundle);
    Bundle opened = null;
    try {
      opened = Bundle.open(store);
      return opened;
    } finally {
      if (opened == null) {
        store.close();
      }
    }
  }
}
