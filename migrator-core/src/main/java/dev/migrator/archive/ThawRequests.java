package dev.migrator.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What was asked for by now, in sum, and so when to look for it. Safe for many threads.
public final class ThawRequests {
  private static final Duration SHORTEST_PACE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PACE = Duration.ofMinutes(10);

  /// For what others asked for, nobody knows when.
  private static final int LOOKS_UNTIL_THE_END = 60;

  private final PriceList prices;
  private final Map<Retrieval, Instant> last = new HashMap<>();

  public ThawRequests(PriceList prices) {
    this.prices = prices;
  }

  /// An object was asked for.
  public synchronized void asked(ArchiveClass from, Tier tier, Instant at) {
    prices.from(from).stream().filter(way -> way.tier() == tier).forEach(way -> last.put(way, at));
  }

  /// When something that was asked for may be there at the earliest; empty if nothing was.
  public synchronized Optional<Instant> soonest(ArchiveClass from) {
    return taken(from)
        .map(way -> way.getValue().plus(way.getKey().soonest()))
        .min(Instant::compareTo);
  }

  /// When all that was asked for is to be there; empty if nothing was.
  public synchronized Optional<Instant> latest(ArchiveClass from) {
    return taken(from)
        .map(way -> way.getValue().plus(way.getKey().latest()))
        .max(Instant::compareTo);
  }

  /// How long to wait from one look to the next, where something may be there.
  ///
  /// @param left until the run ends; empty without a deadline
  public synchronized Duration pace(ArchiveClass from, Optional<Duration> left) {
    return taken(from)
        .map(way -> bounded(way.getKey().soonest().dividedBy(2)))
        .min(Duration::compareTo)
        .orElseGet(() ->
            bounded(left.map(time -> time.dividedBy(LOOKS_UNTIL_THE_END)).orElse(LONGEST_PACE)));
  }

  private static Duration bounded(Duration pace) {
    if (pace.compareTo(SHORTEST_PACE) < 0) {
      return SHORTEST_PACE;
    }
    return pace.compareTo(LONGEST_PACE) < 0 ? pace : LONGEST_PACE;
  }

  private Stream<Map.Entry<Retrieval, Instant>> taken(ArchiveClass from) {
    return last.entrySet().stream().filter(way -> way.getKey().from() == from);
  }
}
