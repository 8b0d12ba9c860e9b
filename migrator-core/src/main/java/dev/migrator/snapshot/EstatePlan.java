package dev.migrator.snapshot;

import dev.migrator.estate.Standing.About;
import dev.migrator.plan.Capacity;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Price;
import dev.migrator.plan.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Makes a plan of what was given, and of what probes have measured. No I/O.
public final class EstatePlan {
  private final PlanRequest request;
  private final List<Work> works;
  private final List<String> measured = new ArrayList<>();
  private final List<String> uncounted = new ArrayList<>();
  private final List<Measured.Silent> silent = new ArrayList<>();

  public EstatePlan(PlanRequest request) {
    this.request = request;
    this.works = new ArrayList<>(request.given().values());
  }

  public void add(Measured probed) {
    switch (probed) {
      case Measured.Known known -> add(known);
      case Measured.Silent one -> silent.add(one);
    }
  }

  /// Of what was not counted to its end, its owner may know more.
  private void add(Measured.Known known) {
    measured.add(known.source());
    Work work = known.work();
    Optional<About> more =
        request
            .estate()
            .standing(known.source())
            .about()
            .filter(about -> !known.isCounted() && about.objects() > work.objects());
    works.add(more.map(about -> work.of(about.objects(), about.bytes())).orElse(work));
    if (!known.isCounted() && more.isEmpty()) {
      uncounted.add(known.source());
    }
  }

  /// @param price by source
  public PlanResult plan(Instant now, Function<String, Price> price) {
    int workers = request.requestsInFlight();
    OptionalDouble link = request.linkBytesPerSecond();
    Capacity capacity =
        link.isPresent() ? new Capacity(workers, link.getAsDouble()) : Capacity.unlimited(workers);
    Duration left = Duration.between(now, request.deadline().end());
    Planner planner = new Planner(works, capacity, left);
    return new PlanResult(
        now,
        request.deadline(),
        capacity,
        planner.plan(price),
        planner.queue(),
        List.copyOf(request.given().keySet()),
        measured,
        uncounted,
        silent);
  }
}
