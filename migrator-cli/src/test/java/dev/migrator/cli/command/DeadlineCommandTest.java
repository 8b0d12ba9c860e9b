package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Deadline;
import dev.migrator.error.UsageException;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeadlineCommandTest {
  private final ScriptedVerbs verbs = new ScriptedVerbs();

  @Test
  void theDeadlineIsMovedAndToldWithTheEndOfTheRun() {
    assertThat(Run.of(verbs, "deadline", "/b", "+2h", "--margin", "5m"))
        .isEqualTo(
            new Run(
                0,
                "the snapshot into /b has until 2026-11-25 08:00:00Z, and ends at 2026-11-25 07:55:00Z\n",
                ""));
    assertThat(verbs.asked)
        .containsExactly(
            List.of(
                new FilesAddress("/b"),
                new Deadline(Instant.parse("2026-11-25T08:00:00Z"), Duration.ofMinutes(5))));
  }

  @Test
  void theSameStandsInJson() {
    assertThat(Run.of(verbs, "deadline", "/b", "2026-11-25T08:00:00Z", "--json").out())
        .isEqualTo(
            """
            {"command":"deadline","result":{"bundle":"/b","deadline":"2026-11-25T08:00:00Z",\
            "end":"2026-11-25T07:57:36Z"},"exitCode":0}
            """);
  }

  @Test
  void whereNoRunHoldsTheBundleThatIsWrongUsage() {
    verbs.answering(new UsageException("no run holds /b", "Give --deadline."));
    assertThat(Run.of(verbs, "deadline", "/b", "+2h").code()).isEqualTo(2);
  }

  @Test
  void aDeadlineInThePastIsRefused() {
    Run run = Run.of(verbs, "deadline", "/b", "2026-11-25T05:00:00+01:00");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("has passed");
    assertThat(verbs.asked).isEmpty();
  }
}
