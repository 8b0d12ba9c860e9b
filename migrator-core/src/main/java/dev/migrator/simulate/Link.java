package dev.migrator.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The link that all blocks under way share. It has a clock of its own, which slows down for all
/// alike when they want more than there is; so a heap of ends stays true whatever joins or leaves.
final class Link {
  private final double bytesPerSecond;
  private final PriorityQueue<Block> underWay =
      new PriorityQueue<>(Comparator.comparingDouble(Block::due));
  private double clock;
  private double wanted;

  Link(double bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  double clock() {
    return clock;
  }

  int blocks() {
    return underWay.size();
  }

  boolean isFull() {
    return !underWay.isEmpty() && wanted >= bytesPerSecond;
  }

  void add(Block block) {
    underWay.add(block);
    wanted += block.bytesPerSecond();
  }

  /// Seconds until the next block is done; infinite if there is none.
  double untilNext() {
    Block next = underWay.peek();
    return next == null ? Double.POSITIVE_INFINITY : Math.max(0, (next.due() - clock) / speed());
  }

  void advance(double seconds) {
    clock += seconds * speed();
  }

  private double speed() {
    return wanted > bytesPerSecond ? bytesPerSecond / wanted : 1;
  }

  /// The next block, which is done.
  @Nullable Block remove() {
    Block done = underWay.poll();
    if (done != null) {
      wanted = underWay.isEmpty() ? 0 : wanted - done.bytesPerSecond();
    }
    return done;
  }

  /// Breaks off.
  List<Block> removeIf(Predicate<Block> broken) {
    List<Block> removed = new ArrayList<>(underWay.stream().filter(broken).toList());
    underWay.removeAll(removed);
    wanted = underWay.stream().mapToDouble(Block::bytesPerSecond).sum();
    return removed;
  }
}
