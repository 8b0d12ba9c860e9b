package dev.migrator.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Outlook;
import dev.migrator.engine.Outlook.FallsOff;
import dev.migrator.engine.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProgressJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");
  private static final Instant DEADLINE = NOW.plusSeconds(60);

  private final ProgressJson json = new ProgressJson();

  private static Progress.View view(
      long objects, Optional<Instant> deadline, Optional<Outlook> outlook) {
    return new Progress.View(
        "capturing",
        objects,
        1_000 * objects,
        0,
        0,
        1_000,
        1_000_000,
        1_000 - objects,
        1_000 * (1_000 - objects),
        0,
        "",
        Optional.empty(),
        deadline,
        outlook);
  }

  private static Outlook outlook(FallsOff... fallsOff) {
    return new Outlook(
        NOW,
        NOW.plusSeconds(30),
        NOW.plusSeconds(40),
        NOW.plusSeconds(90),
        true,
        List.of(fallsOff));
  }

  @Test
  void aLineHasTimeStateDoneTotalEndsAndDeadline() {
    Progress.View view =
        view(250, Optional.of(DEADLINE), Optional.of(outlook(new FallsOff("media", 12, 34))));

    assertThat(json.at(NOW, 0, view, List.of("archived: 3 objects")))
        .isEqualTo(
            "{\"time\":\"2026-11-25T06:00:00Z\",\"state\":\"capturing\",\"objectsDone\":250,"
                + "\"objectsTotal\":1000,\"bytesDone\":250000,\"bytesTotal\":1000000,"
                + "\"unchanged\":0,\"gaps\":0,\"p50End\":\"2026-11-25T06:00:40Z\","
                + "\"p95End\":\"2026-11-25T06:01:30Z\",\"deadline\":\"2026-11-25T06:01:00Z\","
                + "\"fallsOff\":[{\"source\":\"media\",\"objects\":12,\"bytes\":34}],"
                + "\"told\":[\"archived: 3 objects\"]}");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(json.at(NOW, 0, view(0, Optional.empty(), Optional.empty()), List.of()))
        .doesNotContain("p50End", "p95End", "deadline\"");
  }

  @Test
  void withoutAForecastOfTheRunItsPaceTellsTheEnd() {
    String line = "";
    for (int second = 0; second <= 10; second++) {
      Progress.View view = view(50L * second, Optional.empty(), Optional.empty());
      line =
          json.at(NOW.plusSeconds(second), Duration.ofSeconds(second).toNanos(), view, List.of());
    }
    assertThat(line).contains("\"p50End\":\"2026-11-25T06:00:20");
  }

  @Test
  void aWarningStandsOnceWhenTheDeadlineIsPassedAndOnceWhenItFitsAgain() {
    LateWarning warning = new LateWarning();
    Progress.View late =
        view(1, Optional.of(DEADLINE), Optional.of(outlook(new FallsOff("media", 1_200, 34))));
    Progress.View well = view(1, Optional.of(DEADLINE), Optional.of(outlook()));

    assertThat(warning.of(well)).isEmpty();
    assertThat(warning.of(late))
        .contains(
            "warning: not all will be done by the deadline, 2026-11-25 06:01:00Z (P95); then there"
                + " will be missing: media 1,200 objects, 34 B");
    assertThat(warning.of(late)).isEmpty();
    assertThat(warning.of(well))
        .contains("all will be done by the deadline, 2026-11-25 06:01:00Z, again (P95)");
  }
}
