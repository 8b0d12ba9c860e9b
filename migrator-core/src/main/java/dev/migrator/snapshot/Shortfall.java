package dev.migrator.snapshot;

import java.util.Optional;

/// What a capture saw less of a store than was counted beside it. Two listings of a store that
/// lives differ; but nothing tells of objects that a host's listing leaves out, if not the other
/// listing.
///
/// @param counted entries by the listing that only counts
/// @param captured entries by the listings of the capture
record Shortfall(long counted, long captured) {
  /// A handful comes and goes in any store while it is saved.
  private static final long USUAL_ENTRIES = 10;

  /// And in a large one some more; a listing that ends early or skips leaves out more than that.
  private static final double USUAL_SHARE = 0.01;

  /// @return empty where it is no more than usual
  Optional<String> note(String source) {
    long less = counted - captured;
    return less > USUAL_ENTRIES && less > USUAL_SHARE * counted
        ? Optional.of(
            ("%s: %d entries were listed to be captured, fewer than the %d that were counted beside"
                    + " it: they came or went meanwhile, or the host's listing left some out; run"
                    + " it again, which lists anew")
                .formatted(source, captured, counted))
        : Optional.empty();
  }
}
