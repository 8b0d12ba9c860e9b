package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  /// The time of these tests begins anywhere, as that of the system does.
  private static final long BEGIN = -5 * SECOND;

  private long now = BEGIN;

  private void request(Pace pace, double units) {
    now += pace.delay(now);
    pace.consumed(units, now);
  }

  @Test
  void whatARequestCostIsWaitedForBeforeTheNext() {
    Pace pace = new Pace(10, BEGIN);
    assertThat(pace.delay(now)).isZero();
    pace.consumed(5, now);
    assertThat(pace.delay(now)).isEqualTo(SECOND / 2);
    assertThat(pace.delay(now + SECOND / 5)).isEqualTo(3 * SECOND / 10);
    assertThat(pace.delay(now + SECOND)).isZero();
  }

  @Test
  void costsOfSeveralThreadsAddUp() {
    Pace pace = new Pace(10, BEGIN);
    pace.consumed(5, now);
    pace.consumed(5, now + 1);
    assertThat(pace.delay(now)).isEqualTo(SECOND);
  }

  @Test
  void inTheLongRunItKeepsToItsLimit() {
    Pace pace = new Pace(100, BEGIN);
    for (int i = 0; i < 1_000; i++) {
      request(pace, 10);
    }
    assertThat((now - BEGIN) / 1e9).isCloseTo(99.9, within(0.01));
  }

  @Test
  void unusedTimeIsNotSavedUp() {
    Pace pace = new Pace(10, BEGIN);
    now += 100 * SECOND;
    pace.consumed(10, now);
    assertThat(pace.delay(now)).isEqualTo(SECOND);
  }

  @Test
  void aRefusalSlowsDownAndCalmSpeedsUpToTheLimitAndNoFurther() {
    Pace pace = new Pace(100, BEGIN);
    now += SECOND;
    pace.throttled(now);
    assertThat(pace.unitsASecond()).isCloseTo(70, Percentage.withPercentage(0.1));
    request(pace, 1);
    assertThat(pace.unitsASecond()).isCloseTo(70, Percentage.withPercentage(0.1));
    now += 3 * SECOND;
    request(pace, 1);
    assertThat(pace.unitsASecond()).isCloseTo(73.5, Percentage.withPercentage(0.1));
    for (int i = 0; i < 100; i++) {
      now += 3 * SECOND;
      request(pace, 1);
      assertThat(pace.unitsASecond()).isLessThanOrEqualTo(100);
    }
    assertThat(pace.unitsASecond()).isEqualTo(100);
  }

  @Test
  void refusalsThatComeTogetherCountOnce() {
    Pace pace = new Pace(100, BEGIN);
    now += SECOND;
    for (int i = 0; i < 20; i++) {
      pace.throttled(now + i);
    }
    assertThat(pace.unitsASecond()).isCloseTo(70, Percentage.withPercentage(0.1));
    pace.throttled(now + SECOND);
    assertThat(pace.unitsASecond()).isCloseTo(49, Percentage.withPercentage(0.1));
  }

  @Test
  void itNeverStandsStill() {
    Pace pace = new Pace(100, BEGIN);
    for (int i = 0; i < 100; i++) {
      now += SECOND;
      pace.throttled(now);
    }
    assertThat(pace.unitsASecond()).isEqualTo(1);
  }

  @Test
  void aLimitBelowTheLeastPaceStaysTheLimit() {
    Pace pace = new Pace(0.25, BEGIN);
    now += SECOND;
    pace.throttled(now);
    assertThat(pace.unitsASecond()).isEqualTo(0.25);
    pace.consumed(0.5, now);
    assertThat(pace.delay(now)).isEqualTo(2 * SECOND);
  }

  @Test
  void withoutALimitItNeverWaitsUntilTheFirstRefusal() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, BEGIN);
    for (int i = 0; i < 100; i++) {
      assertThat(pace.delay(now)).isZero();
      pace.consumed(128, now);
      now += SECOND / 10;
    }
    assertThat(pace.unitsASecond()).isInfinite();
    pace.throttled(now);
    assertThat(pace.unitsASecond()).isCloseTo(0.7 * 1280, Percentage.withPercentage(1));
    pace.consumed(128, now);
    assertThat(pace.delay(now)).isCloseTo(SECOND / 7, Percentage.withPercentage(1));
  }

  @Test
  void timeBeforeTheFirstAnswerIsNoReasonToBeSlow() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, BEGIN);
    now += 1_000 * SECOND;
    pace.consumed(1_000, now);
    pace.throttled(now + 2 * SECOND);
    assertThat(pace.unitsASecond()).isCloseTo(350, Percentage.withPercentage(1));
  }

  @Test
  void aRefusalBeforeAnyAnswerChangesNothing() {
    Pace pace = new Pace(Double.POSITIVE_INFINITY, BEGIN);
    pace.throttled(now);
    assertThat(pace.unitsASecond()).isInfinite();
  }
}
