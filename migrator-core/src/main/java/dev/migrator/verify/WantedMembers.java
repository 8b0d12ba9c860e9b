package dev.migrator.verify;

import dev.migrator.bundle.volume.SeekTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a volume must hold, in the order in which it must come. Not for several threads.
final class WantedMembers {
  private static final Comparator<Wanted> PLACE =
      Comparator.comparingLong(Wanted::frameOffset).thenComparingLong(Wanted::skipBytes);

  private final Wanted[] wanted;
  private final BitSet right = new BitSet();
  private int next;

  WantedMembers(List<Wanted> wanted) {
    this.wanted = wanted.toArray(Wanted[]::new);
    Arrays.sort(this.wanted, PLACE);
  }

  int count() {
    return wanted.length;
  }

  /// Takes what is wanted at this place of the uncompressed volume. What was wanted before it, or a
  /// second time, is a problem.
  ///
  /// @return null if nothing is
  @Nullable Wanted at(long contentOffset, SeekTable table, Problems problems) {
    Wanted found = null;
    for (; next < wanted.length; next++) {
      long offset = offset(wanted[next], table);
      if (offset > contentOffset) {
        break;
      }
      if (offset == contentOffset && found == null) {
        found = wanted[next];
      } else {
        misplaced(wanted[next], problems);
      }
    }
    return found;
  }

  /// Says that the one taken last is as it should be.
  @SuppressWarnings("ReferenceEquality") // it is this very one that is sought
  void markRight(Wanted member) {
    for (int i = next - 1; i >= 0; i--) {
      if (wanted[i] == member) {
        right.set(i);
        return;
      }
    }
  }

  /// To be called after the last member.
  void expectEnd(Problems problems) {
    for (; next < wanted.length; next++) {
      misplaced(wanted[next], problems);
    }
  }

  int rightCount() {
    return right.cardinality();
  }

  /// Those not known to be as they should be, in order.
  List<Wanted> doubtful() {
    return java.util.stream.IntStream.range(0, wanted.length)
        .filter(i -> !right.get(i))
        .mapToObj(i -> wanted[i])
        .toList();
  }

  private static void misplaced(Wanted member, Problems problems) {
    problems.add(
        FindingCode.V015,
        member.label(),
        "%s should begin %d bytes after the frame at %d, and does not, or is claimed twice"
            .formatted(member.memberName(), member.skipBytes(), member.frameOffset()));
  }

  private static long offset(Wanted member, SeekTable table) {
    int frame = table.frameAt(member.frameOffset());
    return frame < 0 ? -1 : table.contentOffset(frame) + member.skipBytes();
  }
}
