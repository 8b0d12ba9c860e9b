package dev.migrator.plan;

import dev.migrator.plan.Work.Nature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Looks for what would make all fit.
final class Remedies {
  private static final int MOST_WORKERS = 4096;
  private static final int MOST_MACHINES = 64;

  /// Links are tried in steps of a tenth, up to a thousand times the present one.
  private static final int MOST_TENTHS = 10_000;

  private final List<Work> works;
  private final Capacity capacity;
  private final Duration left;

  Remedies(List<Work> works, Capacity capacity, Duration left) {
    this.works = works;
    this.capacity = capacity;
    this.left = left;
  }

  List<Remedy> all() {
    List<Remedy> found = new ArrayList<>();
    tenths(capacity.workers()).ifPresent(tenths -> found.add(new Remedy.Link(link(tenths))));
    least(MOST_WORKERS, count -> fits(works, new Capacity(count, capacity.bytesPerSecond())))
        .ifPresent(count -> found.add(new Remedy.Workers(count)));
    if (found.isEmpty()) {
      addBoth(found);
    }
    least(MOST_MACHINES, count -> fits(works, capacity.times(count)))
        .ifPresent(count -> found.add(new Remedy.Machines(count)));
    if (withoutDerived().size() < works.size() && fits(withoutDerived(), capacity)) {
      found.add(new Remedy.WithoutDerived());
    }
    found.add(new Remedy.Time(Seconds.span(end(works, capacity)).minus(left)));
    return found;
  }

  /// A link a little above the least that could do, so that not all workers are needed.
  private void addBoth(List<Remedy> found) {
    tenths(MOST_WORKERS)
        .ifPresent(tenths -> {
          double link = 1.1 * link(tenths);
          least(MOST_WORKERS, count -> fits(works, new Capacity(count, link)))
              .ifPresent(count -> found.add(new Remedy.LinkAndWorkers(link, count)));
        });
  }

  private OptionalInt tenths(int workers) {
    return least(MOST_TENTHS, tenths -> fits(works, new Capacity(workers, link(tenths))));
  }

  private double link(int tenths) {
    return capacity.bytesPerSecond() * tenths / 10;
  }

  private List<Work> withoutDerived() {
    return works.stream().filter(work -> work.nature() != Nature.DERIVED).toList();
  }

  private boolean fits(List<Work> some, Capacity with) {
    return end(some, with) <= Seconds.of(left);
  }

  private double end(List<Work> some, Capacity with) {
    List<Lane> queue = Triage.queue(some, with, left);
    return Planner.last(new Flow(queue, with, Confidence.P95).ends());
  }

  /// By halving; what is enough stays so when there is more.
  private static OptionalInt least(int most, IntPredicate isEnough) {
    if (!isEnough.test(most)) {
      return OptionalInt.empty();
    }
    int tooFew = 0;
    int enough = most;
    while (enough - tooFew > 1) {
      int middle = (tooFew + enough) >>> 1;
      if (isEnough.test(middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return OptionalInt.of(enough);
  }
}
