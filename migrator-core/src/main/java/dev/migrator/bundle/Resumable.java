package dev.migrator.bundle;

import dev.migrator.model.Listed;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Whole pieces of big objects that no commit names: an earlier run, or an earlier segment of this
/// one, left them before the object was complete. Safe for many threads.
final class Resumable {
  private final Map<PieceHeader.Identity, Left> left = new HashMap<>();

  /// @param pieces stamps of pieces 1 and so on, none missing, each but the last full
  record Left(long ordinal, long pieceBytes, SortedMap<Long, Commit.Stamp> pieces) {
    Left {
      pieces = new TreeMap<>(pieces);
    }
  }

  /// @return false, and nothing is put, where there are pieces of the object already
  synchronized boolean putIfAbsent(PieceHeader.Identity object, Left pieces) {
    return left.putIfAbsent(object, pieces) == null;
  }

  /// Takes an object's pieces out.
  ///
  /// @return null where there are none
  synchronized @Nullable Left take(String source, Listed listed) {
    return left.remove(PieceHeader.Identity.of(source, listed));
  }

  synchronized Map<PieceHeader.Identity, Left> takeAll() {
    Map<PieceHeader.Identity, Left> all = Map.copyOf(left);
    left.clear();
    return all;
  }
}
