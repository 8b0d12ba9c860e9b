package dev.migrator.snapshot;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.util.ArrayList;
import java.util.List;

/// Takes ranges apart.
final class RangeSplit {
  private RangeSplit() {}

  /// What is left of `whole` before and after `part`.
  static List<KeyRange> without(KeyRange whole, KeyRange part) {
    List<KeyRange> rest = new ArrayList<>();
    if (whole.from().compareTo(part.from()) < 0) {
      rest.add(whole.endingAt(part.from()));
    }
    Key end = part.to();
    if (end != null && whole.isBelowEnd(end)) {
      rest.add(whole.startingAt(end));
    }
    return rest.stream().filter(range -> !range.isEmpty()).toList();
  }
}
