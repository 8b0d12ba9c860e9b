package dev.migrator.simulate;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What one feed has of the link. It has a clock of its own, which slows down for all its blocks
/// alike when they want more than is left; so a heap of ends stays true whatever joins or leaves.
final class Share {
  private final PriorityQueue<Block> underWay =
      new PriorityQueue<>(Comparator.comparingDouble(Block::due));
  private double clock;
  private double wanted;
  private double left;

  double clock() {
    return clock;
  }

  int blocks() {
    return underWay.size();
  }

  /// Whether those ahead and its own blocks use the whole link.
  boolean isFull() {
    return wanted >= left;
  }

  void add(Block block) {
    underWay.add(block);
    wanted += block.bytesPerSecond();
  }

  /// @param free what those ahead leave
  /// @return what it leaves
  double settle(double free) {
    left = free;
    return Math.max(0, left - wanted);
  }

  private double speed() {
    return wanted > left ? left / wanted : 1;
  }

  double untilNext() {
    Block next = underWay.peek();
    return next == null ? Double.POSITIVE_INFINITY : Math.max(0, next.due() - clock) / speed();
  }

  void advance(double seconds) {
    clock += seconds * speed();
  }

  @Nullable Block remove() {
    Block done = underWay.poll();
    if (done != null) {
      wanted = underWay.isEmpty() ? 0 : wanted - done.bytesPerSecond();
    }
    return done;
  }

  /// The one that is done first; null if there is none.
  @Nullable Block peek() {
    return underWay.peek();
  }

  List<Block> removeIf(Predicate<Block> broken) {
    List<Block> removed = underWay.stream().filter(broken).toList();
    underWay.removeAll(removed);
    wanted = underWay.stream().mapToDouble(Block::bytesPerSecond).sum();
    return removed;
  }
}
