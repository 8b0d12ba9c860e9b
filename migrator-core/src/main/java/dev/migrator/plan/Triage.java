package dev.migrator.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.migrator.plan.Rank.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The order in which everything is taken: what is small and cannot be made again, then by value,
/// then by the rules `first` and `last`; what is derived comes after all else. Equals stand by the
/// name of their source.
public final class Triage {
  /// What takes at most this part of the time, alone, is small.
  private static final double SMALL = 0.1;

  private static final Comparator<Piece> NEWEST_FIRST =
      Comparator.comparing(Piece::newest, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

  private Triage() {}

  /// Everything as one queue.
  ///
  /// @param left until no piece may be begun any more
  public static List<Lane> queue(List<Work> works, Capacity capacity, Duration left) {
    List<Lane> queue = inKeyOrder(works, capacity, left);
    double[] ends = new Flow(queue, capacity, Confidence.P95).ends();
    for (int at = 0; at < queue.size(); at++) {
      if (ends[at] > Seconds.of(left)) {
        queue.set(at, newestFirst(queue.get(at)));
      }
    }
    return queue;
  }

  private static List<Lane> inKeyOrder(List<Work> works, Capacity capacity, Duration left) {
    List<Lane> queue = new ArrayList<>();
    for (Work work : works) {
      Tier tier = tier(work, capacity, left);
      Map<Piece.Turn, List<Piece>> byTurn =
          work.pieces().stream().collect(groupingBy(Piece::turn, TreeMap::new, toList()));
      byTurn.forEach(
          (turn, pieces) -> queue.add(new Lane(work, new Rank(tier, work.value(), turn), pieces)));
    }
    queue.sort(Comparator.comparing(Lane::rank).thenComparing(lane -> lane.work().source()));
    return queue;
  }

  private static Lane newestFirst(Lane lane) {
    return new Lane(lane.work(), lane.rank(), lane.pieces().stream().sorted(NEWEST_FIRST).toList());
  }

  private static Tier tier(Work work, Capacity capacity, Duration left) {
    return switch (work.nature()) {
      case IRREPLACEABLE ->
          isSmall(work, capacity, left) ? Tier.SMALL_AND_IRREPLACEABLE : Tier.USUAL;
      case USUAL -> Tier.USUAL;
      case DERIVED -> Tier.DERIVED;
    };
  }

  private static boolean isSmall(Work work, Capacity capacity, Duration left) {
    Lane alone = new Lane(work, new Rank(Tier.USUAL, 0, Piece.Turn.USUAL), work.pieces());
    double seconds = new Flow(List.of(alone), capacity, Confidence.P50).ends()[0];
    return seconds <= SMALL * Seconds.of(left);
  }
}
