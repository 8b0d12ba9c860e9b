package dev.migrator.plan;

import java.util.List;

/// Pieces of one source that stand together in the queue.
///
/// @param pieces in the order in which they are taken
public record Lane(Work work, Rank rank, List<Piece> pieces) {
  public Lane {
    pieces = List.copyOf(pieces);
  }

  double objects() {
    return pieces.stream().mapToDouble(Piece::objects).sum();
  }

  double bytes() {
    return pieces.stream().mapToDouble(Piece::bytes).sum();
  }
}
