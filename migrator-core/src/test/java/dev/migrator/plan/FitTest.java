package dev.migrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class FitTest {
  private static final Rates PRIOR = new Rates(0.035, 1 / 40e6, 0.5, 64, Double.POSITIVE_INFINITY);

  @Test
  void nothingObservedIsThePrior() {
    assertThat(new Fit(PRIOR).rates()).isEqualTo(PRIOR);
  }

  @Test
  void costsPerObjectAndPerByteAreToldApart() {
    Fit fit = new Fit(PRIOR);
    observe(fit, 2_000, 0.08, 1 / 15e6, 0.3);

    assertThat(fit.rates().secondsPerObject()).isCloseTo(0.08, Percentage.withPercentage(5));
    assertThat(fit.rates().secondsPerByte()).isCloseTo(1 / 15e6, Percentage.withPercentage(5));
    assertThat(fit.spreadOfOne()).isCloseTo(0.3, within(0.05));
    assertThat(fit.rates().spread()).isLessThan(0.06);
  }

  @Test
  void noCostIsEverNegative() {
    Fit fit = new Fit(PRIOR);
    for (int one = 1; one <= 20; one++) {
      fit.add(10, one * 1e6, 10 - one * 0.1);
    }

    assertThat(fit.rates().secondsPerByte()).isZero();
    assertThat(fit.rates().secondsPerObject()).isPositive();
  }

  @Test
  void objectsOfOneSizeKeepTheProportionOfThePrior() {
    Fit fit = new Fit(PRIOR);
    for (int one = 0; one < 50; one++) {
      fit.add(10, 1e7, 3 * PRIOR.seconds(10, 1e7));
    }

    assertThat(fit.rates().secondsPerObject()).isCloseTo(0.105, within(1e-9));
    assertThat(fit.rates().secondsPerByte()).isCloseTo(3 / 40e6, within(1e-15));
  }

  @Test
  void fewObservationsLeaveAWideBandAndManyMakeItNarrow() {
    double before = 1;
    for (int count : new int[] {1, 10, 100, 1_000}) {
      Fit fit = new Fit(PRIOR);
      observe(fit, count, 0.035, 1 / 40e6, 0.3);
      assertThat(fit.rates().spread()).as("after %s", count).isLessThan(before);
      before = fit.rates().spread();
    }

    Fit one = new Fit(PRIOR);
    observe(one, 1, 0.035, 1 / 40e6, 0.3);
    assertThat(one.rates().spread()).isGreaterThan(0.3);
  }

  @Test
  void aHostThatIsNowFastAndNowSlowKeepsAWideBand() {
    Fit fit = new Fit(PRIOR);
    for (int one = 0; one < 1_024; one++) {
      double slow = one / 128 % 2 == 0 ? 1 : 2;
      fit.add(
          10 + one % 7,
          1e6 * (1 + one % 5),
          slow * PRIOR.seconds(10 + one % 7, 1e6 * (1 + one % 5)));
    }

    assertThat(fit.rates().spread()).isGreaterThan(0.25);
  }

  private static void observe(Fit fit, int count, double perObject, double perByte, double spread) {
    SplittableRandom random = new SplittableRandom(11);
    for (int one = 0; one < count; one++) {
      double objects = random.nextInt(1, 100);
      double bytes = random.nextDouble(1e5, 1e8);
      double noise = Math.exp(spread * random.nextGaussian() - spread * spread / 2);
      fit.add(objects, bytes, (objects * perObject + bytes * perByte) * noise);
    }
  }
}
