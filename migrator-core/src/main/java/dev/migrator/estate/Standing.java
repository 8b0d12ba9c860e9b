package dev.migrator.estate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a source stands among the others, and within itself.
///
/// @param value 0 to 100; empty for the usual one
/// @param making whether it could be made again
/// @param about how much there is of it, as far as its owner knows
/// @param first what of it is captured first
/// @param last what of it is captured last
public record Standing(
    OptionalInt value, Making making, Optional<About> about, List<Rule> first, List<Rule> last) {
  public static final Standing USUAL =
      new Standing(OptionalInt.empty(), Making.ORIGINAL, Optional.empty(), List.of(), List.of());

  public enum Making {
    ORIGINAL,
    /// From other sources, so it comes after all that is not.
    DERIVED
  }

  public record About(long objects, long bytes) {}

  public static Standing ofValue(int value) {
    return new Standing(
        OptionalInt.of(value), Making.ORIGINAL, Optional.empty(), List.of(), List.of());
  }

  public Standing {
    first = List.copyOf(first);
    last = List.copyOf(last);
  }
}
