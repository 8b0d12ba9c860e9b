package dev.migrator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range of a source with what is left in it.
///
/// @param from where it begins, included
/// @param to where it ends, excluded; empty for the end of the source
/// @param newest time of the newest object in it; null where unknown
public record Piece(
    String from, String to, long objects, long bytes, @Nullable Instant newest, Turn turn) {

  /// When something of a source is taken: what the estate's rules `first` and `last` say, and of
  /// that what fits before what is older.
  public enum Turn {
    FIRST,
    FIRST_OLDER,
    USUAL,
    USUAL_OLDER,
    LAST,
    LAST_OLDER;

    /// Without regard to age.
    public Turn ruled() {
      return switch (this) {
        case FIRST, FIRST_OLDER -> FIRST;
        case USUAL, USUAL_OLDER -> USUAL;
        case LAST, LAST_OLDER -> LAST;
      };
    }

    /// Of what is older than what fits.
    public Turn older() {
      return switch (this) {
        case FIRST, FIRST_OLDER -> FIRST_OLDER;
        case USUAL, USUAL_OLDER -> USUAL_OLDER;
        case LAST, LAST_OLDER -> LAST_OLDER;
      };
    }

    public boolean isOlder() {
      return this == older();
    }
  }

  public Piece {
    if (objects < 0 || bytes < 0) {
      throw new IllegalArgumentException("less than nothing: " + objects + ", " + bytes);
    }
  }

  public Piece(String from, String to, long objects, long bytes) {
    this(from, to, objects, bytes, null, Turn.USUAL);
  }

  private static final int NUMBERED = 500;

  /// A whole of which nobody knows the keys, in even pieces: the numbers of objects stand for them.
  public static List<Piece> numbered(long objects, long bytes) {
    List<Piece> pieces = new ArrayList<>();
    long count = Math.min(NUMBERED, objects);
    for (long at = 0; at < count; at++) {
      long from = share(objects, at, count);
      long to = share(objects, at + 1, count);
      pieces.add(
          new Piece(
              String.valueOf(from + 1),
              at + 1 == count ? "" : String.valueOf(to + 1),
              to - from,
              share(bytes, at + 1, count) - share(bytes, at, count)));
    }
    return pieces;
  }

  private static long share(long all, long at, long count) {
    return all / count * at + all % count * at / count;
  }

  boolean isFollowedBy(Piece next) {
    return !to.isEmpty() && to.equals(next.from);
  }

  /// Both as one range.
  Piece upTo(Piece next) {
    return new Piece(from, next.to, objects + next.objects, bytes + next.bytes, newest, turn);
  }
}
