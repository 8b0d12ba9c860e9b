package dev.migrator.plan;

import dev.migrator.plan.Forecast.OfSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Foretells how far a run comes. A plan before the run and a look ahead within it are the same.
public final class Planner {
  private final List<Work> works;
  private final Capacity capacity;
  private final Duration left;
  private final List<Lane> queue;

  /// @param left until no piece may be begun any more: the deadline less the margin
  public Planner(List<Work> works, Capacity capacity, Duration left) {
    this.works = List.copyOf(works);
    this.capacity = capacity;
    this.left = left;
    this.queue = Triage.queue(this.works, capacity, left);
  }

  private static double cost(Work work, Function<String, Price> price) {
    return price.apply(work.source()).of(work);
  }

  /// Everything in the order in which it is taken.
  public List<Lane> queue() {
    return List.copyOf(queue);
  }

  /// Whether all is done before the limit, at P95.
  public boolean fits() {
    return Arrays.stream(new Flow(queue, capacity, Confidence.P95).leftAfter(Seconds.of(left)))
        .allMatch(rest -> rest <= 0);
  }

  /// What comes when, without looking for what would make all fit.
  public Forecast forecast(Function<String, Price> price) {
    double[] p05 = new Flow(queue, capacity, Confidence.P05).ends();
    double[] p50 = new Flow(queue, capacity, Confidence.P50).ends();
    double[] p95 = new Flow(queue, capacity, Confidence.P95).ends();
    double[] rest = new Flow(queue, capacity, Confidence.P95).leftAfter(Seconds.of(left));
    Map<String, OfSource> sources = new LinkedHashMap<>();
    for (int at = 0; at < queue.size(); at++) {
      Lane lane = queue.get(at);
      OfSource one = of(lane, p50[at], p95[at], tail(lane, rest[at]), price);
      sources.merge(lane.work().source(), one, Planner::both);
    }
    boolean fits = sources.values().stream().allMatch(OfSource::fits);
    return new Forecast(
        Seconds.span(last(p05)),
        Seconds.span(last(p50)),
        Seconds.span(last(p95)),
        fits,
        List.copyOf(sources.values()),
        List.of(),
        works.stream().mapToDouble(work -> cost(work, price)).sum());
  }

  /// As [#forecast], with what would make all fit.
  public Forecast plan(Function<String, Price> price) {
    Forecast found = forecast(price);
    return new Forecast(
        found.p05End(),
        found.p50End(),
        found.p95End(),
        found.fits(),
        found.sources(),
        found.fits() ? List.of() : new Remedies(works, capacity, left).all(),
        found.cost());
  }

  static double last(double[] ends) {
    return Arrays.stream(ends).max().orElse(0);
  }

  private static OfSource of(
      Lane lane, double p50, double p95, List<Piece> notFitting, Function<String, Price> price) {
    Work work = lane.work();
    return new OfSource(
        work.source(),
        work.value(),
        lane.rank().explain(),
        work.objects(),
        work.bytes(),
        Seconds.span(p50),
        Seconds.span(p95),
        notFitting,
        cost(work, price));
  }

  /// Two lanes of one source.
  private static OfSource both(OfSource ahead, OfSource behind) {
    List<Piece> notFitting = new ArrayList<>(ahead.notFitting());
    notFitting.addAll(behind.notFitting());
    return new OfSource(
        ahead.source(),
        ahead.value(),
        ahead.place(),
        ahead.objects(),
        ahead.bytes(),
        later(ahead.p50End(), behind.p50End()),
        later(ahead.p95End(), behind.p95End()),
        notFitting,
        ahead.cost());
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /// The pieces that are not all done, from the end of the lane.
  private static List<Piece> tail(Lane lane, double share) {
    double missing = share * lane.work().rates().seconds(lane.objects(), lane.bytes());
    List<Piece> tail = new ArrayList<>();
    for (Piece piece : lane.pieces().reversed()) {
      if (missing <= 0) {
        break;
      }
      missing -= lane.work().rates().seconds(piece.objects(), piece.bytes());
      addBefore(tail, piece);
    }
    return tail.reversed();
  }

  private static void addBefore(List<Piece> tail, Piece piece) {
    if (!tail.isEmpty() && piece.isFollowedBy(tail.getLast())) {
      tail.add(piece.upTo(tail.removeLast()));
    } else {
      tail.add(piece);
    }
  }
}
