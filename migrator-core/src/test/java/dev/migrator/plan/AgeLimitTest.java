package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.plan.AgeLimit.Seen;
import dev.migrator.plan.Ages.Aged;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A thousand objects of one second each, one modified on each day.
final class AgeLimitTest {
  private static final Ages AGES =
      new Ages(IntStream.range(0, 1_000).mapToObj(day -> new Aged(day(day), 1)).toList());

  private final AgeLimit limit = new AgeLimit();

  private static Instant day(int number) {
    return Instant.EPOCH.plus(Duration.ofDays(number));
  }

  private static Seen seen(int passed, double seconds, double fitting) {
    return new Seen(Duration.ofSeconds(passed), Duration.ofHours(1), seconds, fitting, false);
  }

  /// Seconds of doubt, more than enough.
  private void doubt(double seconds, double fitting) {
    limit.look(seen(0, seconds, fitting), () -> AGES);
    limit.look(seen(100, seconds, fitting), () -> AGES);
  }

  private int firstDay() {
    return (int) Duration.between(Instant.EPOCH, limit.now().orElseThrow()).toDays();
  }

  @Test
  void whatIsLikelyToFitHasNoLimit() {
    for (int second = 0; second < 1_000; second++) {
      Seen likely = new Seen(Duration.ofSeconds(second), Duration.ofHours(1), 1_000, 500, true);
      limit.look(likely, () -> AGES);
    }
    assertThat(limit.now()).isEmpty();
  }

  @Test
  void oneLookIsNotEnoughAndADoubtThatGoesBeginsAnew() {
    limit.look(seen(0, 1_000, 500), () -> AGES);
    limit.look(seen(50, 1_000, 500), () -> AGES);
    limit.look(seen(55, 1_000, 1_000), () -> AGES);
    limit.look(seen(60, 1_000, 500), () -> AGES);
    limit.look(seen(110, 1_000, 500), () -> AGES);
    assertThat(limit.now()).isEmpty();
    limit.look(seen(121, 1_000, 500), () -> AGES);
    assertThat(limit.now()).isPresent();
  }

  @Test
  void whatIsNewerFits() {
    doubt(1_000, 300);
    assertThat(firstDay()).isEqualTo(700);
  }

  @Test
  void whatWasDoneBeforeWasOfAllAges() {
    doubt(500, 250);
    assertThat(firstDay()).isEqualTo(500);
  }

  @Test
  void theLimitDoesNotFollowEachForecast() {
    doubt(1_000, 300);
    for (int second = 101; second < 400; second++) {
      int left = 1_100 - second;
      limit.look(seen(second, left, (left - 700) * (second % 2 == 0 ? 0.85 : 1.5)), () -> AGES);
      assertThat(firstDay()).isEqualTo(700);
    }
  }

  @Test
  void itComesCloserWhereMuchLessFitsThanWasThought() {
    doubt(1_000, 300);
    limit.look(seen(101, 1_000, 150), () -> AGES);
    assertThat(firstDay()).isEqualTo(850);
    limit.look(seen(102, 1_000, 149), () -> AGES);
    assertThat(firstDay()).isEqualTo(850);
  }

  @Test
  void whatIsOlderFollowsInTheSameWay() {
    doubt(1_000, 300);
    limit.passOver(seen(400, 700, 350), () -> AGES);
    assertThat(firstDay()).isEqualTo(350);
    limit.passOver(seen(700, 350, 350), () -> AGES);
    assertThat(limit.now()).isEmpty();
  }

  @Test
  void aPassIsNeverForLessThanAnEighthOfWhatWaits() {
    doubt(1_000, 0);
    assertThat(firstDay()).isEqualTo(875);
    limit.passOver(seen(101, 875, 1), () -> AGES);
    assertThat(firstDay()).isBetween(760, 770);
  }

  @Test
  void whereLessFitsThanTheLeastPassTheLimitStays() {
    doubt(1_000, 1);
    limit.look(seen(101, 1_000, 1), () -> AGES);
    assertThat(firstDay()).isEqualTo(875);
    limit.passOver(seen(200, 875, 1), () -> AGES);
    int second = firstDay();
    limit.look(seen(201, 875, 1), () -> AGES);
    assertThat(firstDay()).isEqualTo(second);
  }

  @Test
  void aLaterPassThatIsMadeSmallerStillTakesWhatWaits() {
    doubt(1_000, 500);
    limit.passOver(seen(200, 500, 400), () -> AGES);
    assertThat(firstDay()).isEqualTo(100);
    limit.look(seen(201, 500, 200), () -> AGES);
    assertThat(firstDay()).isEqualTo(300);
  }

  @Test
  void whereLittleTimeIsLeftNoFurtherPassIsBegun() {
    doubt(1_000, 300);
    Seen late = new Seen(Duration.ofHours(9), Duration.ofHours(1), 700, 350, false);
    limit.passOver(late, () -> AGES);
    assertThat(limit.now()).isEmpty();
    limit.look(late, () -> AGES);
    limit.look(late, () -> AGES);
    assertThat(limit.now()).isEmpty();
  }

  @Test
  void onceAllIsSureToFitItGoes() {
    doubt(1_000, 300);
    limit.look(seen(200, 900, 900), () -> AGES);
    assertThat(limit.now()).isEmpty();
  }

  @Test
  void whatIsAllOfOneTimeHasNoLimit() {
    Ages same = new Ages(IntStream.range(0, 9).mapToObj(_ -> new Aged(day(1), 1)).toList());
    limit.look(seen(0, 9, 3), () -> same);
    limit.look(seen(100, 9, 3), () -> same);
    assertThat(limit.now()).isEqualTo(Optional.empty());
  }

  /// Whatever the forecasts say, what waits is taken in the end.
  @Test
  void eachPassGoesFurtherBack() {
    doubt(1_000, 0);
    Optional<Instant> before = limit.now();
    for (int pass = 0; before.isPresent(); pass++) {
      limit.passOver(seen(100, 1_000, 0), () -> AGES);
      assertThat(pass).isLessThan(100);
      if (limit.now().isPresent()) {
        assertThat(limit.now().get()).isBefore(before.get());
      }
      before = limit.now();
    }
  }
}
