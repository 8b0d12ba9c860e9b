package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.plan.Ages.Aged;
import dev.migrator.plan.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AgeSampleTest {
  private static final Rates RATES = new Rates(0.01, 1e-6, 0, 1, 1e9);
  private static final Instant HALF = Instant.EPOCH.plus(Duration.ofDays(5_000));

  private final AgeSample sample = new AgeSample();
  private double seconds;
  private double secondsOfOlder;

  private void add(long sizeBytes, @Nullable Instant modified) {
    sample.add(
        new Listed(Key.of("k"), Listed.Kind.OBJECT, null, true, sizeBytes, modified, null, null));
    seconds += RATES.seconds(1, sizeBytes);
    secondsOfOlder += modified != null && modified.isBefore(HALF) ? RATES.seconds(1, sizeBytes) : 0;
  }

  private double sum() {
    return sample.at(RATES).stream().mapToDouble(Aged::seconds).sum();
  }

  private double sumOfOlder() {
    return sample.at(RATES).stream()
        .filter(one -> one.modified().isBefore(HALF))
        .mapToDouble(Aged::seconds)
        .sum();
  }

  @Test
  void aFewHundredStretchesTellTheAgesOfManyObjectsOfManySizes() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      int day = random.nextInt(10_000);
      double mean = day < 5_000 ? 9 : 11; // what is older is smaller
      add(
          (long) Math.exp(mean + 1.5 * random.nextGaussian()),
          Instant.EPOCH.plus(Duration.ofDays(day)));
    }
    assertThat(sample.at(RATES)).hasSizeLessThanOrEqualTo(512);
    assertThat(sum()).isCloseTo(seconds, within(0.05 * seconds));
    assertThat(sumOfOlder()).isCloseTo(secondsOfOlder, within(0.06 * seconds));
  }

  @Test
  void whatAlternatesIsNotTakenForOneAge() {
    for (int i = 0; i < 100_000; i++) {
      add(100, i % 2 == 0 ? HALF : Instant.EPOCH);
    }
    assertThat(sumOfOlder()).isCloseTo(0.5 * seconds, within(0.08 * seconds));
  }

  @Test
  void whatHasNoTimeCountsAsNew() {
    add(100, null);
    assertThat(sample.at(RATES)).extracting(Aged::modified).containsExactly(Instant.MAX);
  }
}
