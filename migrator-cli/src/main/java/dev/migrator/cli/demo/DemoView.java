package dev.migrator.cli.demo;

import dev.migrator.cli.render.NextCommands;
import dev.migrator.cli.render.View;
import dev.migrator.cli.run.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The end of the story.
public record DemoView(Demo.Outcome outcome, NextCommands next) implements View {

  @Override
  public ExitCode exitCode() {
    return outcome.asExpected() ? ExitCode.COMPLETE : ExitCode.FAILED;
  }

  @Override
  public List<String> text() {
    if (!outcome.asExpected()) {
      return List.of("", "The demo did not end as it should; see above.");
    }
    String bundle = outcome.bundle().toString();
    return List.of(
        "",
        "== Proven",
        "The first run was killed, and nothing was lost: %,d versions and delete markers are on the new host in the"
            .formatted(outcome.versionsCompared()),
        "order of the old one, the files are in a new folder, the tables in new databases, and every byte was read",
        "back and compared.",
        hoursLeft(),
        "",
        "the bundle:                " + bundle,
        "look at it:                " + next.with("status", bundle),
        "                           " + next.with("ls", bundle),
        "get it without migrator:   " + outcome.bundle().resolve("README-RECOVER.txt"));
  }

  private String hoursLeft() {
    Duration left = Duration.between(Instant.now(), outcome.deadline());
    return "Left until the deadline: %d h %02d min."
        .formatted(left.toHours(), left.toMinutesPart());
  }

  @Override
  public Object json() {
    return new Json(outcome.asExpected(), outcome.versionsCompared(), outcome.bundle().toString());
  }

  private record Json(boolean asExpected, int versionsCompared, String bundle) {}
}
