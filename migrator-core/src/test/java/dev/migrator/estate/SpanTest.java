package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanTest {
  @ParameterizedTest
  @CsvSource({
    "30h, PT30H",
    "1h30m, PT1H30M",
    "60s, PT1M",
    "2d1s, PT48H1S",
    "1.5h, PT1H30M",
    "35ms, PT0.035S",
    "0s, PT0S"
  })
  void isReadInDaysHoursMinutesAndSeconds(String text, Duration span) {
    assertThat(Span.parse(text)).contains(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "h", "-1h", "1h ", "99999999h", "30H", "1/2h"})
  void nothingElseIsOne(String text) {
    assertThat(Span.parse(text)).isEmpty();
  }
}
