package dev.migrator.doctor;

import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.doctor.Subject.Role;
import dev.migrator.doctor.Visit.AtTheLimit;
import dev.migrator.doctor.Visit.Terms;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;

/// Looks at sources, targets and the bundle's place by trying, and tells what would fail.
public final class Doctor {
  /// Less than a process has that is asked to end.
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(8);

  private static final int AT_ONE_TIME = 16;

  private final Limits limits;
  private final Progress progress;
  private final StopSignal stop;

  /// @param progress counts instead of objects what is looked at: sources, targets, the place
  public Doctor(Limits limits, Progress progress, StopSignal stop) {
    this.limits = limits;
    this.progress = progress;
    this.stop = stop;
  }

  /// Looks at many at one time; at the bundle's place as soon as is known how much is to come.
  ///
  /// @throws InterruptedRunException if it is stopped; what was made at targets is removed first
  public Diagnosis examine(Patients patients) {
    List<Visit> begun = new ArrayList<>();
    try {
      return examine(patients, begun);
    } catch (InterruptedRunException e) {
      long until = System.nanoTime() + STOP_PATIENCE.toNanos();
      begun.forEach(visit -> visit.end(until));
      throw e;
    }
  }

  private Diagnosis examine(Patients patients, List<Visit> begun) {
    progress.phase("looking");
    progress.expect(patients.count(), 0);
    List<Visit> sources = begin(Role.SOURCE, patients.sources());
    begun.addAll(sources);
    List<Visit> targets = begin(Role.TARGET, patients.targets());
    begun.addAll(targets);
    List<Line> lines = new ArrayList<>(lines(sources));
    Optional<Visit> bundle =
        patients
            .bundle()
            .map(place -> begin(Role.BUNDLE, "", place.apply(extent(sources)), terms(Role.BUNDLE)));
    bundle.ifPresent(begun::add);
    lines.addAll(lines(bundle.stream().toList()));
    lines.addAll(lines(targets));
    return new Diagnosis(List.copyOf(lines));
  }

  private List<Visit> begin(Role role, SortedMap<String, Checkup> checkups) {
    List<Visit> visits = new ArrayList<>();
    Terms terms = terms(role);
    checkups.forEach((name, checkup) -> visits.add(begin(role, name, checkup, terms)));
    return visits;
  }

  private static Visit begin(Role role, String name, Checkup checkup, Terms terms) {
    return Visit.begin(new Subject(role, name, checkup.label()), checkup, terms);
  }

  /// What writes is not broken off: it is to remove what it wrote.
  private Terms terms(Role role) {
    Semaphore room = new Semaphore(AT_ONE_TIME);
    return switch (role) {
      case SOURCE -> new Terms(limits.reading(), AtTheLimit.BREAK_OFF, room, progress, stop);
      case BUNDLE, TARGET ->
          new Terms(limits.writing(), AtTheLimit.LEAVE_ALONE, room, progress, stop);
    };
  }

  private static List<Line> lines(List<Visit> visits) {
    List<Line> lines = new ArrayList<>();
    for (Visit visit : visits) {
      visit.checks().forEach(check -> lines.add(new Line(visit.subject(), check)));
    }
    return lines;
  }

  /// Of all that could tell; the rest makes it a sample.
  private static Extent extent(List<Visit> sources) {
    List<Extent> told = sources.stream().flatMap(visit -> visit.extent().stream()).toList();
    boolean isWhole =
        told.size() == sources.size()
            && told.stream().allMatch(one -> one.whole() == Counted.WHOLE);
    return new Extent(
        told.stream().mapToLong(Extent::objects).sum(),
        told.stream().mapToLong(Extent::sizeBytes).sum(),
        isWhole ? Counted.WHOLE : Counted.SAMPLE);
  }
}
