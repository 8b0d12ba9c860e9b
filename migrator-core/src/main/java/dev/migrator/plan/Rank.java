package dev.migrator.plan;

import dev.migrator.plan.Piece.Turn;
import java.util.Comparator;

/// Where a piece stands in the one queue over all sources; the least is taken first.
public record Rank(Tier tier, int value, Turn turn) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparing(Rank::tier)
          .thenComparing(Comparator.comparingInt(Rank::value).reversed())
          .thenComparing(Rank::turn);

  /// What counts before any value.
  public enum Tier {
    SMALL_AND_IRREPLACEABLE,
    USUAL,
    DERIVED
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }

  /// Why it stands there, in words.
  public String explain() {
    return tierInWords()
        + ", value "
        + value
        + turnInWords()
        + (turn.isOlder() ? ", older than what fits" : "");
  }

  private String tierInWords() {
    return switch (tier) {
      case SMALL_AND_IRREPLACEABLE -> "before all else: small, and cannot be made again";
      case USUAL -> "by its value";
      case DERIVED -> "after all else: can be made again from other sources";
    };
  }

  private String turnInWords() {
    return switch (turn) {
      case FIRST, FIRST_OLDER -> ", first of its source by a rule";
      case USUAL, USUAL_OLDER -> "";
      case LAST, LAST_OLDER -> ", last of its source by a rule";
    };
  }
}
