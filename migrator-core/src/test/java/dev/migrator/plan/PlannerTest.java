package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.migrator.model.Margin;
import dev.migrator.plan.Forecast.OfSource;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.plan.Work.Nature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;
  private static final Rates RATES = new Rates(0.1, 1e-9, 0, 10, UNLIMITED);
  private static final Capacity WIDE = new Capacity(10, 1e12);
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void whatIsSmallAndCannotBeMadeAgainGoesFirstThenValueThenRulesThenDerived() {
    Work keys = work("keys", Nature.IRREPLACEABLE, 10, 100);
    Work lesser = work("lesser", Nature.USUAL, 40, 100);
    Work thumbnails = work("thumbnails", Nature.DERIVED, 100, 100);
    Work ruled =
        new Work(
            "ruled",
            Nature.USUAL,
            60,
            RATES,
            List.of(
                new Piece("a", "b", 1, 1, null, Turn.LAST),
                new Piece("b", "c", 1, 1, null, Turn.USUAL),
                new Piece("c", "", 1, 1, null, Turn.FIRST)));

    List<Lane> queue = Triage.queue(List.of(thumbnails, lesser, ruled, keys), WIDE, HOUR);

    assertThat(queue)
        .extracting(lane -> lane.work().source() + " " + lane.rank().explain())
        .containsExactly(
            "keys before all else: small, and cannot be made again, value 10",
            "ruled by its value, value 60, first of its source by a rule",
            "ruled by its value, value 60",
            "ruled by its value, value 60, last of its source by a rule",
            "lesser by its value, value 40",
            "thumbnails after all else: can be made again from other sources, value 100");
  }

  @Test
  void whatCannotBeMadeAgainButTakesAllTheTimeStandsByItsValue() {
    Work huge = work("huge", Nature.IRREPLACEABLE, 10, 200_000);
    Work worthy = work("worthy", Nature.USUAL, 80, 100);

    assertThat(Triage.queue(List.of(huge, worthy), WIDE, HOUR))
        .extracting(lane -> lane.work().source())
        .containsExactly("worthy", "huge");
  }

  @Test
  void theNewestComeFirstOnlyWhereNotAllFits() {
    List<Piece> pieces =
        List.of(
            dated("a", "b", 1), dated("b", "c", 3), dated("c", "d", 2), new Piece("d", "", 10, 1));
    Work work = new Work("s", Nature.USUAL, 50, RATES, pieces);

    assertThat(order(work, HOUR)).containsExactly("a", "b", "c", "d");
    assertThat(order(work, Duration.ofMillis(200))).containsExactly("b", "c", "a", "d");
  }

  @Test
  void manyConnectionsShareTheObjects() {
    Forecast forecast = forecast(WIDE, HOUR, work("s", Nature.USUAL, 50, 1_000));

    assertThat(forecast.fits()).isTrue();
    assertThat(seconds(forecast.p50End())).isCloseTo(10, within(0.5));
    assertThat(forecast.remedies()).isEmpty();
  }

  @Test
  void aHostsLimitsAreKept() {
    Rates limited = new Rates(0.1, 1e-9, 0, 1_000, 20);
    Work work = new Work("s", Nature.USUAL, 50, limited, pieces(1_000, 1_000));

    assertThat(seconds(forecast(new Capacity(1_000, 1e12), HOUR, work).p50End()))
        .isCloseTo(50, within(1.0));
  }

  @Test
  void whoStandsFurtherAheadHasTheLinkFirst() {
    Work first = new Work("first", Nature.USUAL, 90, RATES, pieces(100, 1_000_000_000));
    Work second = new Work("second", Nature.USUAL, 10, RATES, pieces(100, 1_000_000_000));

    Forecast forecast = forecast(new Capacity(20, 1e7), HOUR, second, first);

    assertThat(seconds(source(forecast, "first").p50End())).isCloseTo(100, within(2.0));
    assertThat(seconds(source(forecast, "second").p50End())).isCloseTo(200, within(2.0));
  }

  @Test
  void aSpreadMovesTheEndAtP95ButNotAtP50() {
    Rates unsure = new Rates(0.1, 1e-9, 0.4, 10, UNLIMITED);
    Forecast forecast =
        forecast(WIDE, HOUR, new Work("s", Nature.USUAL, 50, unsure, pieces(1_000, 1_000)));

    assertThat(seconds(forecast.p50End())).isCloseTo(10, within(0.5));
    assertThat(seconds(forecast.p95End()))
        .isCloseTo(10.1 * Math.exp(1.645 * 0.4) / 0.96, within(0.5));
  }

  @Test
  void whatDoesNotFitIsTheEndOfTheQueueAsOneRange() {
    Work kept = work("kept", Nature.USUAL, 90, 10_000);
    Work cut = work("cut", Nature.USUAL, 10, 100_000);

    Forecast forecast = forecast(WIDE, Duration.ofSeconds(500), kept, cut);

    assertThat(source(forecast, "kept").fits()).isTrue();
    OfSource off = source(forecast, "cut");
    assertThat(off.notFitting()).hasSize(1);
    assertThat(off.notFitting().getFirst().to()).isEmpty();
    assertThat(off.objectsNotFitting()).isBetween(62_000L, 65_000L);
    assertThat(off.objectsNotFitting()).isEqualTo(off.notFitting().getFirst().objects());
  }

  @Test
  void oneHugeObjectIsNotShared() {
    Work work =
        new Work(
            "s", Nature.USUAL, 50, new Rates(0.1, 1e-6, 0, 10, UNLIMITED), pieces(1, 100_000_000));

    assertThat(seconds(forecast(WIDE, HOUR, work).p50End())).isGreaterThanOrEqualTo(100);
    assertThat(forecast(WIDE, Duration.ofSeconds(90), work).fits()).isFalse();
  }

  @Test
  void eachRemedyIsEnoughAndOneLessIsNot() {
    Rates many = new Rates(0.1, 1e-9, 0.1, 10_000, UNLIMITED);
    Work work = new Work("s", Nature.USUAL, 50, many, pieces(1_000_000, 1_000_000));
    Work derived = new Work("d", Nature.DERIVED, 50, many, pieces(1_000, 1_000));

    List<Remedy> remedies = plan(WIDE, HOUR, work, derived).remedies();

    Remedy.Workers workers =
        remedies.stream()
            .filter(Remedy.Workers.class::isInstance)
            .map(Remedy.Workers.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(forecast(new Capacity(workers.workers(), 1e12), HOUR, work, derived).fits())
        .isTrue();
    assertThat(forecast(new Capacity(workers.workers() - 1, 1e12), HOUR, work, derived).fits())
        .isFalse();
    assertThat(remedies).noneMatch(Remedy.Link.class::isInstance);
    assertThat(remedies).noneMatch(Remedy.WithoutDerived.class::isInstance);
  }

  @Test
  void leavingOutDerivedDataIsNamedWhereItHelps() {
    Work work = work("s", Nature.USUAL, 50, 1_000);
    Work derived = work("d", Nature.DERIVED, 50, 1_000_000);

    assertThat(plan(WIDE, HOUR, work, derived).remedies()).contains(new Remedy.WithoutDerived());
  }

  @Test
  void theMarginIsTwoPercentWithinItsBounds() {
    assertThat(Margin.of(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(5));
    assertThat(Margin.of(HOUR)).isEqualTo(Duration.ofSeconds(72));
    assertThat(Margin.of(Duration.ofHours(30))).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void theCostIsThatOfAllObjectsAndBytes() {
    Work work = work("s", Nature.USUAL, 50, 1_000);

    assertThat(new Planner(List.of(work), WIDE, HOUR).forecast(_ -> new Price(0.5, 0.25)).cost())
        .isEqualTo(500 + work.bytes() * 0.25);
  }

  private static Forecast forecast(Capacity capacity, Duration left, Work... works) {
    return new Planner(List.of(works), capacity, left).forecast(_ -> Price.NONE);
  }

  private static Forecast plan(Capacity capacity, Duration left, Work... works) {
    return new Planner(List.of(works), capacity, left).plan(_ -> Price.NONE);
  }

  private static OfSource source(Forecast forecast, String name) {
    return forecast.sources().stream()
        .filter(one -> one.source().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> order(Work work, Duration left) {
    return Triage.queue(List.of(work), new Capacity(1, 1e12), left).getFirst().pieces().stream()
        .map(Piece::from)
        .toList();
  }

  private static Piece dated(String from, String to, long day) {
    return new Piece(from, to, 10, 1, Instant.EPOCH.plus(Duration.ofDays(day)), Turn.USUAL);
  }

  private static Work work(String source, Nature nature, int value, long objects) {
    return new Work(source, nature, value, RATES, pieces(objects, objects));
  }

  private static List<Piece> pieces(long objects, long bytes) {
    List<Piece> pieces = new ArrayList<>();
    long count = Math.min(100, objects);
    for (long at = 0; at < count; at++) {
      String to = at + 1 == count ? "" : String.valueOf(at + 1);
      pieces.add(new Piece(String.valueOf(at), to, objects / count, bytes / count));
    }
    return pieces;
  }

  private static double seconds(Duration span) {
    return Seconds.of(span);
  }
}
