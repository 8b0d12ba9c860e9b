package dev.migrator.restore;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far the versions of one key at the target are those that it is to hold, going by kind,
/// length, ETag and order.
///
/// Hosts that list versions and delete markers apart do not tell which of two came first where
/// their times are equal. So a version and a delete marker of one time, neither of them the latest,
/// may stand in either order.
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
    List<Listed> left = new ArrayList<>(there);
    int repeated = 0;
    while (!left.isEmpty()) {
      Listed version = takeNext(left, found.size(), promises);
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

  /// Takes the oldest, or one that may be as old if only that is what comes next.
  private static Listed takeNext(List<Listed> left, int found, List<Promise> promises) {
    Listed oldest = left.getFirst();
    if (found < promises.size() && !fits(promises.get(found), oldest)) {
      Listed other = firstOfOtherKind(left);
      if (other != null && mayBeAsOld(oldest, other) && fits(promises.get(found), other)) {
        left.remove(other);
        return other;
      }
    }
    return left.removeFirst();
  }

  private static @Nullable Listed firstOfOtherKind(List<Listed> versions) {
    Kind kind = versions.getFirst().kind();
    return versions.stream().filter(one -> one.kind() != kind).findFirst().orElse(null);
  }

  /// Times may be of whole seconds, or of less.
  private static boolean mayBeAsOld(Listed one, Listed other) {
    Instant a = one.modified();
    Instant b = other.modified();
    if (a == null || b == null || one.latest() || other.latest()) {
      return false;
    }
    return (a.getNano() == 0 || b.getNano() == 0)
        ? a.getEpochSecond() == b.getEpochSecond()
        : a.equals(b);
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
