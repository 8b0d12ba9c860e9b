package dev.migrator.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The link that all blocks under way share: whoever stands further ahead in the queue gets what it
/// can use, the next what is left.
final class Link {
  private final double bytesPerSecond;

  /// In the order of the queue.
  private final List<Share> shares = new ArrayList<>();

  Link(double bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /// Of a feed that stands behind those before.
  Share share() {
    Share share = new Share();
    shares.add(share);
    return share;
  }

  int blocks() {
    return shares.stream().mapToInt(Share::blocks).sum();
  }

  void add(Block block) {
    block.feed().share.add(block);
    settle();
  }

  /// Gives each share what is left for it.
  void settle() {
    double left = bytesPerSecond;
    for (Share share : shares) {
      left = share.settle(left);
    }
  }

  /// Seconds until the next block is done; infinite if there is none.
  double untilNext() {
    double least = Double.POSITIVE_INFINITY;
    for (Share share : shares) {
      least = Math.min(least, share.untilNext());
    }
    return least;
  }

  void advance(double seconds) {
    shares.forEach(share -> share.advance(seconds));
  }

  /// The next block, which is done.
  @Nullable Block remove() {
    Share next = null;
    for (Share share : shares) {
      if (next == null || share.untilNext() < next.untilNext()) {
        next = share;
      }
    }
    Block done = next == null ? null : next.remove();
    settle();
    return done;
  }

  /// One that stands further back than a share; null if there is none.
  @Nullable Block lastBehind(Share share) {
    for (Share last : shares.reversed()) {
      if (last == share) {
        return null;
      }
      if (last.blocks() > 0) {
        return last.peek();
      }
    }
    return null;
  }

  /// Breaks off.
  List<Block> removeIf(Predicate<Block> broken) {
    List<Block> removed = new ArrayList<>();
    shares.forEach(share -> removed.addAll(share.removeIf(broken)));
    settle();
    return removed;
  }
}
