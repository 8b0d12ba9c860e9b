package dev.migrator.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A range of a source with what is left in it.
///
/// @param from where it begins, included
/// @param to where it ends, excluded; empty for the end of the source
/// @param newest time of the newest object in it; null where unknown
public record Piece(
    String from, String to, long objects, long bytes, @Nullable Instant newest, Turn turn) {

  /// What the estate's rules `first` and `last` say of a range.
  public enum Turn {
    FIRST,
    USUAL,
    LAST
  }

  public Piece {
    if (objects < 0 || bytes < 0) {
      throw new IllegalArgumentException("less than nothing: " + objects + ", " + bytes);
    }
  }

  public Piece(String from, String to, long objects, long bytes) {
    this(from, to, objects, bytes, null, Turn.USUAL);
  }

  boolean isFollowedBy(Piece next) {
    return !to.isEmpty() && to.equals(next.from);
  }

  /// Both as one range.
  Piece upTo(Piece next) {
    return new Piece(from, next.to, objects + next.objects, bytes + next.bytes, newest, turn);
  }
}
