package dev.migrator.simulate;

import dev.migrator.plan.Lane;
import dev.migrator.plan.Piece;
import java.util.ArrayList;
import java.util.List;

/// What is left of one lane of the queue, taken block by block.
final class Feed {
  private static final int MOST_OBJECTS = 5_000;
  private static final double MOST_BYTES = 100e6;

  final Host host;
  final Share share;
  private final List<Piece> pieces;
  private int next;

  /// Of the piece that is begun, and of what was given back.
  private long objects;

  private long bytes;
  private long objectsUnderWay;
  private long bytesUnderWay;
  private boolean isTooLate;

  Feed(Lane lane, Host host, Share share) {
    this.host = host;
    this.share = share;
    this.pieces = lane.pieces();
    nextPiece();
  }

  private void nextPiece() {
    while (objects == 0 && next < pieces.size()) {
      objects = pieces.get(next).objects();
      bytes = pieces.get(next).bytes();
      next++;
    }
  }

  boolean isOver() {
    return isTooLate || objects == 0;
  }

  /// What is left has no time any more.
  void giveUp() {
    isTooLate = true;
  }

  double meanBytes() {
    return (double) bytes / objects;
  }

  /// How many objects the next block has at most.
  ///
  /// @param seconds that a block may take
  long most(double seconds) {
    double each = host.believed().seconds(1, meanBytes());
    double most =
        Math.min(
            Math.min(MOST_OBJECTS, seconds / each),
            Math.ceil(MOST_BYTES / Math.max(1, meanBytes())));
    return Math.clamp((long) most, 1, objects);
  }

  /// Takes objects out.
  ///
  /// @return their bytes
  long take(long count) {
    long taken = count == objects ? bytes : Math.min(bytes, host.drawBytes(count, meanBytes()));
    objects -= count;
    bytes -= taken;
    objectsUnderWay += count;
    bytesUnderWay += taken;
    nextPiece();
    return taken;
  }

  void captured(Block block) {
    objectsUnderWay -= block.objects();
    bytesUnderWay -= block.bytes();
  }

  void giveBack(Block block) {
    captured(block);
    objects += block.objects();
    bytes += block.bytes();
  }

  /// All that is not captured.
  List<Piece> rest() {
    List<Piece> rest = new ArrayList<>();
    if (objects + objectsUnderWay > 0) {
      Piece begun = pieces.get(next - 1);
      rest.add(
          new Piece(begun.from(), begun.to(), objects + objectsUnderWay, bytes + bytesUnderWay));
    }
    rest.addAll(pieces.subList(next, pieces.size()));
    return rest;
  }
}
