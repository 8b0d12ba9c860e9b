package dev.migrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final ProgressLine line = new ProgressLine();

  @Test
  void beforeAnythingIsCountedOnlyThePhaseIsTold() {
    assertThat(line.at(0, view("asking the sources", 0, 0, 0, 0, 0, 0)))
        .isEqualTo("asking the sources ...");
  }

  @Test
  void theRateIsThatOfTheLastTenSecondsAndTellsWhatIsLeft() {
    line.at(seconds(0), view(0, 0));
    line.at(seconds(100), view(1000, 100L << 20));

    assertThat(line.at(seconds(110), view(1500, 300L << 20)))
        .isEqualTo(
            "capturing: 1,500 objects, 300.0 MiB, 20.0 MiB/s, 1 gap; left 8,500, 700.0 MiB (3 min)");
  }

  @Test
  void whatStandsStillHasNoDurationLeft() {
    line.at(seconds(0), view(10, 10));

    assertThat(line.at(seconds(5), view(10, 10)))
        .isEqualTo("capturing: 10 objects, 10 B, 0 B/s, 1 gap; left 9,990, 1000.0 MiB");
  }

  @Test
  void whatHasNoBytesIsToldAsSoManyOfSoMany() {
    line.at(seconds(0), questions(0));

    assertThat(line.at(seconds(5), questions(10))).isEqualTo("asking: 10 of 30 (10 s)");
    assertThat(line.at(seconds(6), questions(30))).isEqualTo("asking: 30 of 30");
  }

  private static Progress.View questions(long answered) {
    return new Progress.View(
        "asking",
        answered,
        0,
        0,
        0,
        30,
        0,
        30 - answered,
        0,
        0,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aHostThatRefusesForNowIsNamed() {
    line.at(seconds(0), view(10, 10));
    Progress.View refused =
        new Progress.View(
            "capturing",
            10,
            10,
            0,
            0,
            10,
            10,
            0,
            0,
            3,
            "could not read s3://a/b: 503",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(line.at(seconds(5), refused))
        .isEqualTo(
            "capturing: 10 objects, 10 B, 0 B/s; 3 calls tried again: could not read s3://a/b: 503");
    assertThat(line.at(seconds(30), refused)).doesNotContain("again");
  }

  @Test
  void aRunWithADeadlineTellsHowLongItHasAndWhetherThatIsTooLittle() {
    line.at(seconds(0), view(0, 0));

    assertThat(line.at(seconds(10), until(view(1000, 100L << 20), Duration.ofMinutes(4))))
        .endsWith("; left 9,000, 900.0 MiB (90 s); ends in 4 min");
    assertThat(line.at(seconds(10), until(view(1000, 100L << 20), Duration.ofSeconds(30))))
        .endsWith("; ends in 30 s, TOO SOON FOR ALL");
  }

  private static Progress.View until(Progress.View view, Duration left) {
    return new Progress.View(
        view.phase(),
        view.objects(),
        view.bytes(),
        view.unchanged(),
        view.gaps(),
        view.expectedObjects(),
        view.expectedBytes(),
        view.objectsLeft(),
        view.bytesLeft(),
        view.retries(),
        view.whyRetried(),
        Optional.of(left),
        Optional.of(Instant.EPOCH),
        view.outlook());
  }

  @Test
  void figuresHaveUnits() {
    assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
    assertThat(Figures.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Figures.bytes((1 << 20) - 1)).isEqualTo("1.0 MiB");
    assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    assertThat(Figures.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    assertThat(Figures.duration(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(Shell.line(java.util.List.of("a b", "it's", "/p-1")))
        .isEqualTo("'a b' 'it'\\''s' /p-1");
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static Progress.View view(long objects, long bytes) {
    return view("capturing", objects, bytes, 0, 1, 10_000, 1000L << 20);
  }

  private static Progress.View view(
      String phase, long objects, long bytes, long unchanged, long gaps, long known, long size) {
    return new Progress.View(
        phase,
        objects,
        bytes,
        unchanged,
        gaps,
        known,
        size,
        known - objects,
        size - bytes,
        0,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
