package dev.migrator.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.migrator.plan.Lane;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Rank;
import dev.migrator.plan.Rank.Tier;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The link that blocks share, by itself.
final class LinkTest {
  private static final int SEEDS = 500;
  private static final double BYTES_PER_SECOND = 1e6;
  private static final Offset<Double> EXACTLY = within(1e-6);

  private final Link link = new Link(BYTES_PER_SECOND);
  private final List<Ended> ended = new ArrayList<>();
  private double now;

  private record Ended(Block block, double at) {}

  /// A feed that stands behind those before.
  private Feed feed() {
    Rates rates = new Rates(0, 1, 0, 1, Double.POSITIVE_INFINITY);
    Work work = new Work("s", Nature.USUAL, 50, rates, List.of(new Piece("", "", 1, 1)));
    Lane lane =
        new Lane(
            work, new Rank(Tier.USUAL, 50, Piece.Turn.USUAL), List.of(new Piece("", "", 1, 1)));
    return new Feed(lane, new Host(new Scenario.Source(work, 0), 1), link.share());
  }

  /// @param seconds that it takes with the link to itself
  private Block add(Feed feed, long bytes, double seconds) {
    Block block = new Block(feed, 1, bytes, now, feed.share.clock() + seconds, bytes / seconds);
    link.add(block);
    return block;
  }

  private void advance(double seconds) {
    link.advance(seconds);
    now += seconds;
  }

  /// Until nothing is under way, or that time has come.
  private void runUntil(double end) {
    while (now + link.untilNext() <= end && link.blocks() > 0) {
      advance(link.untilNext());
      ended.add(new Ended(Objects.requireNonNull(link.remove()), now));
    }
    if (end < Double.POSITIVE_INFINITY) {
      advance(end - now);
    }
  }

  private void run() {
    runUntil(Double.POSITIVE_INFINITY);
  }

  private List<Double> ends(Feed of) {
    return ended.stream().filter(one -> one.block.feed() == of).map(Ended::at).toList();
  }

  @Test
  void soManyEqualBlocksEndTogetherAfterSoManyTimesTheTimeOfOne() {
    Feed feed = feed();
    IntStream.range(0, 7).forEach(_ -> add(feed, 2_000_000, 2));

    run();

    assertThat(ended).hasSize(7).allSatisfy(one -> assertThat(one.at).isCloseTo(14, EXACTLY));
  }

  @Test
  void whatTheLinkCouldCarryBesideIsNotSlowedDown() {
    Feed feed = feed();
    IntStream.range(0, 10).forEach(_ -> add(feed, 200_000, 2));

    run();

    assertThat(ends(feed)).hasSize(10).allSatisfy(at -> assertThat(at).isCloseTo(2, EXACTLY));
  }

  @Test
  void whoeverStandsBehindGetsWhatIsLeftAndAllOfItWhenThoseAheadAreDone() {
    Feed ahead = feed();
    Feed behind = feed();
    add(behind, 5_000_000, 5);
    add(ahead, 3_000_000, 4);

    run();

    assertThat(ends(ahead)).singleElement().satisfies(at -> assertThat(at).isCloseTo(4, EXACTLY));
    assertThat(ends(behind)).singleElement().satisfies(at -> assertThat(at).isCloseTo(8, EXACTLY));
  }

  @Test
  void whatIsBrokenOffLeavesItsPartToTheOthers() {
    Feed ahead = feed();
    Feed behind = feed();
    Block broken = add(ahead, 10_000_000, 10);
    add(behind, 2_000_000, 2);
    runUntil(3);

    assertThat(link.removeIf(broken::equals)).containsExactly(broken);
    run();

    assertThat(ends(ahead)).isEmpty();
    assertThat(ends(behind)).singleElement().satisfies(at -> assertThat(at).isCloseTo(5, EXACTLY));
  }

  /// Some feeds, whose blocks come while others are under way.
  ///
  /// @param least part of the link that a block can use
  private List<Block> drive(SplittableRandom random, double least) {
    List<Feed> feeds = IntStream.range(0, random.nextInt(1, 5)).mapToObj(_ -> feed()).toList();
    List<Block> added = new ArrayList<>();
    int count = random.nextInt(1, 60);
    for (int at = 0; at < count; at++) {
      if (at > 0 && random.nextInt(3) == 0) {
        runUntil(now + random.nextDouble() * link.untilNext());
      }
      if (link.blocks() > 1 && random.nextInt(3) == 0) {
        runUntil(now + link.untilNext());
      }
      long bytes = random.nextLong(1, 5_000_000);
      double bytesPerSecond = BYTES_PER_SECOND * random.nextDouble(least, 3);
      added.add(add(feeds.get(random.nextInt(feeds.size())), bytes, bytes / bytesPerSecond));
    }
    return added;
  }

  @Test
  void everyBlockEndsOnceAndNoMoreBytesComeThanTheLinkCarries() {
    for (long seed = 0; seed < SEEDS; seed++) {
      LinkTest test = new LinkTest();
      List<Block> added = test.drive(new SplittableRandom(seed), 0.01);
      test.run();

      assertThat(test.ended.stream().map(Ended::block))
          .as("seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(added);
      double bytes = 0;
      for (Ended one : test.ended) {
        bytes += one.block.bytes();
        assertThat(bytes).as("seed %s", seed).isLessThanOrEqualTo(BYTES_PER_SECOND * one.at + 1);
        assertThat(one.at - one.block.begun())
            .as("seed %s", seed)
            .isGreaterThanOrEqualTo(one.block.bytes() / one.block.bytesPerSecond() - 1e-6);
      }
    }
  }

  /// Where each could fill it alone, the link is full until the last byte.
  @Test
  void nothingIsLeftUnusedWhileSomebodyCouldUseIt() {
    for (long seed = 0; seed < SEEDS; seed++) {
      LinkTest test = new LinkTest();
      List<Block> added = test.drive(new SplittableRandom(seed), 1);
      test.run();

      double bytes = added.stream().mapToDouble(Block::bytes).sum();
      assertThat(test.now).as("seed %s", seed).isCloseTo(bytes / BYTES_PER_SECOND, within(1e-3));
    }
  }
}
