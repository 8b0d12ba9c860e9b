package dev.migrator.plan;

import java.util.List;
import java.util.function.ToLongFunction;

/// What is left to do of one source.
///
/// @param value 0 to 100, as the estate says
/// @param pieces in the order of their ranges
public record Work(String source, Nature nature, int value, Rates rates, List<Piece> pieces) {

  /// Whether it could be made again if it were lost.
  public enum Nature {
    /// Databases, keys, configuration: nobody else has it.
    IRREPLACEABLE,
    USUAL,
    /// Thumbnails, renditions, indexes: made from other sources.
    DERIVED
  }

  public Work {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException("a value is 0 to 100, not " + value);
    }
    pieces = List.copyOf(pieces);
  }

  /// The same at other rates.
  public Work at(Rates others) {
    return new Work(source, nature, value, others, pieces);
  }

  /// As much as that, of which nobody knows the keys.
  public Work of(long objects, long bytes) {
    return new Work(source, nature, value, rates, Piece.numbered(objects, bytes));
  }

  public long objects() {
    return sum(Piece::objects);
  }

  public long bytes() {
    return sum(Piece::bytes);
  }

  private long sum(ToLongFunction<Piece> figure) {
    return pieces.stream().mapToLong(figure).sum();
  }
}
