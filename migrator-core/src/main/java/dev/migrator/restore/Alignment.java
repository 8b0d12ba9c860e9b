package dev.migrator.restore;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Listed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the versions of one key at the target are those that it is to hold, going by kind,
/// length, ETag and order.
///
/// @param found for each of the first promises the version that seems to be it; null where it is
///   missing though a later one is there
/// @param repeated versions that are there twice: a write that was tried again because nobody could
///   know that it had succeeded
/// @param foreign the first version that fits nowhere; null where all fit
record Alignment(List<@Nullable Listed> found, int repeated, @Nullable Listed foreign) {

  /// @param promises oldest first
  /// @param there oldest first
  static Alignment of(List<Promise> promises, List<Listed> there) {
    List<@Nullable Listed> found = new ArrayList<>(there.size());
    int repeated = 0;
    for (Listed version : there) {
      int next = firstFit(promises, found.size(), version);
      if (next < promises.size()) {
        while (found.size() < next) {
          found.add(null);
        }
        found.add(version);
      } else if (!found.isEmpty() && fits(promises.get(found.size() - 1), version)) {
        found.set(found.size() - 1, version);
        repeated++;
      } else {
        return new Alignment(found, repeated, version);
      }
    }
    return new Alignment(found, repeated, null);
  }

  private static int firstFit(List<Promise> promises, int from, Listed version) {
    int i = from;
    while (i < promises.size() && !fits(promises.get(i), version)) {
      i++;
    }
    return i;
  }

  private static boolean fits(Promise promise, Listed version) {
    return Likeness.isPossible(promise.entry(), version)
        && (promise.lost().contains(AttributeName.ETAG)
            || !Likeness.isDoubtful(promise.entry(), version));
  }
}
