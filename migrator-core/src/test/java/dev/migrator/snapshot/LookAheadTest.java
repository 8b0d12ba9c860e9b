package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.migrator.engine.Outlook;
import dev.migrator.engine.Outlook.FallsOff;
import dev.migrator.engine.Progress;
import dev.migrator.engine.SourceProgress;
import dev.migrator.plan.Work.Nature;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What is foretold from what a run has done, second by second.
final class LookAheadTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Progress progress = new Progress();
  private final LookAhead ahead = new LookAhead(4);
  private final SourceProgress media = follow("media", Nature.USUAL, 50);

  private SourceProgress follow(String name, Nature nature, int value) {
    SourceProgress followed = progress.of(name);
    ahead.follow(name, nature, value, followed);
    return followed;
  }

  /// Four workers do so much in each of so many seconds.
  private void run(SourceProgress source, int seconds, long objectsEach) {
    for (int worker = 0; worker < 4; worker++) {
      source.begun();
    }
    ahead.observe(Duration.ZERO);
    for (int second = 0; second < seconds; second++) {
      source.done(objectsEach, 1_000 * objectsEach);
      ahead.observe(SECOND);
    }
  }

  private static double seconds(Instant end) {
    return Duration.between(NOW, end).toMillis() / 1e3;
  }

  @Test
  void anEvenPaceIsForetoldToGoOn() {
    media.count(10_000, 10_000_000);
    media.counted();

    run(media, 30, 100);

    Outlook outlook = ahead.outlook(NOW, HOUR);
    assertThat(seconds(outlook.p50End())).isCloseTo(70, within(2.0));
    assertThat(outlook.p05End()).isBefore(outlook.p50End());
    assertThat(seconds(outlook.p95End())).isBetween(71.0, 110.0);
    assertThat(outlook.isWhole()).isTrue();
    assertThat(outlook.fallsOff()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsForetoldByItsShare() {
    media.count(10_000, 10_000_000);
    media.counted();
    run(media, 30, 100);

    Outlook outlook = ahead.outlook(NOW, Duration.ofSeconds(35));

    assertThat(outlook.fallsOff()).extracting(FallsOff::source).containsExactly("media");
    assertThat(outlook.fallsOff().getFirst().objects()).isBetween(3_500L, 5_000L);
  }

  @Test
  void aStretchWithoutProgressCountsAsSlow() {
    media.count(10_000, 10_000_000);
    run(media, 10, 100);
    Instant before = ahead.outlook(NOW, HOUR).p50End();

    for (int second = 0; second < 10; second++) {
      ahead.observe(SECOND);
    }
    media.done(1, 1_000);
    ahead.observe(SECOND);

    assertThat(ahead.outlook(NOW, HOUR).p50End()).isAfter(before);
  }

  @Test
  void asLongAsNotAllIsCountedTheOutlookSaysSo() {
    media.count(10_000, 10_000_000);
    run(media, 5, 100);
    assertThat(ahead.outlook(NOW, HOUR).isWhole()).isFalse();
  }

  @Test
  void whatPassesWithoutItsBytesIsNotLeft() {
    media.count(10_000, 10_000_000);
    media.counted();
    media.passed(9_999, 9_999_000);
    run(media, 5, 0);

    assertThat(seconds(ahead.outlook(NOW, HOUR).p50End())).isLessThan(1);
  }

  @Test
  void aSourceThatWasNotBegunIsBelievedToBeLikeOneThatWasButLessSurely() {
    SourceProgress next = follow("next", Nature.USUAL, 10);
    next.count(10_000, 10_000_000);
    next.counted();
    media.count(3_000, 3_000_000);
    media.counted();

    run(media, 30, 100);

    Outlook outlook = ahead.outlook(NOW, HOUR);
    assertThat(seconds(outlook.p50End())).isCloseTo(100, within(3.0));
    assertThat(seconds(outlook.p95End())).isGreaterThan(250);
  }

  @Test
  void whatIsWorthLessFallsOffFirst() {
    SourceProgress cheap = follow("cheap", Nature.USUAL, 10);
    cheap.count(5_000, 5_000_000);
    media.count(10_000, 10_000_000);
    run(media, 30, 100);

    assertThat(ahead.outlook(NOW, Duration.ofSeconds(100)).fallsOff())
        .extracting(FallsOff::source)
        .containsExactly("cheap");
  }

  @Test
  void aSourceThatIsGoneIsNotWaitedFor() {
    media.count(10_000, 10_000_000);
    run(media, 5, 100);
    media.over();

    ahead.observe(SECOND);

    assertThat(ahead.outlook(NOW, HOUR).p95End()).isEqualTo(NOW);
    assertThat(ahead.isAllCounted()).isTrue();
  }
}
