package dev.migrator.snapshot;

import dev.migrator.estate.Standing.Making;
import dev.migrator.plan.Piece.Turn;
import java.util.Comparator;
import java.util.function.Function;

/// Which of the units that wait is taken first: what fixes a database at its instant or tells of a
/// store as a whole, which is small and cannot be made again; then by the value of the source; what
/// can be made again after all else; within a source by its rules.
final class Order {
  private Order() {}

  private enum Tier {
    SMALL_AND_IRREPLACEABLE,
    USUAL,
    DERIVED
  }

  static Comparator<Unit> by(Function<String, SourceRank> ranks) {
    return Comparator.comparing((Unit unit) -> tier(unit, ranks.apply(unit.source())))
        .thenComparing(unit -> -ranks.apply(unit.source()).value())
        .thenComparing(Order::turn);
  }

  /// @param value 0 to 100
  record SourceRank(int value, Making making) {}

  private static Tier tier(Unit unit, SourceRank rank) {
    return switch (rank.making()) {
      case DERIVED -> Tier.DERIVED;
      case ORIGINAL ->
          switch (unit) {
            case Unit.Opening _, Unit.Description _ -> Tier.SMALL_AND_IRREPLACEABLE;
            case Unit.Range _, Unit.Look _, Unit.Copy _ -> Tier.USUAL;
          };
    };
  }

  private static Turn turn(Unit unit) {
    return unit instanceof Unit.Range range ? range.turn() : Turn.FIRST;
  }
}
