package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.engine.Deadline;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.SpaceException;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.snapshot.SnapshotResult.Totals;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SnapshotCommandTest {
  private static final Totals WHOLE =
      new Totals(1300, 1234, 3_221_225_472L, 1234, 3_221_225_472L, 0);
  private static final Totals GAPPY = new Totals(1300, 1234, 3_221_225_472L, 10, 1024, 2);

  private final ScriptedVerbs verbs = new ScriptedVerbs();

  @Test
  void aCompleteSnapshotSaysWhatItHoldsAndWhatToDoNext() {
    verbs.answering(result(true, null, false, WHOLE));

    assertThat(Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/backup/it"))
        .isEqualTo(
            new Run(
                0,
                """
                complete (commit 7 of /backup/it)

                source  objects    bytes  moved now    bytes  gaps
                www       1,234  3.0 GiB      1,234  3.0 GiB     0

                note: www: the host has no notion of ACLs

                check every byte:     ./migrator verify /backup/it
                """,
                ""));
  }

  @Test
  void gapsAreCountedAndTheirListIsNamed() {
    verbs.answering(result(true, null, false, GAPPY));

    Run run = Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/backup/my bundle");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("complete but with gaps (commit 7 of /backup/my bundle)\n")
        .contains("see what is missing:  ./migrator gaps '/backup/my bundle'\n");
  }

  @Test
  void aRunThatTheHostEndedSaysWhyAndHowToGoOn() {
    verbs.answering(result(false, "every credential is refused", false, GAPPY));

    Run run = Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/b");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("NOT FINISHED: every credential is refused (commit 7 of /b)\n")
        .contains("go on from here:      ./migrator snapshot /srv/www --bundle /b\n");
  }

  @Test
  void anInterruptedRunExitsWithFive() {
    verbs.answering(result(false, "interrupted", true, WHOLE));

    Run run = Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/b");

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out()).startsWith("interrupted, sealed as far as it got (commit 7 of /b)\n");
  }

  @Test
  void aRunThatTheDeadlineEndedSaysSoAndHowToGoOnWithoutIt() {
    verbs.answering(result(false, "the deadline, 2026-11-25T12:00:00Z, came first", false, GAPPY));

    Run run = Run.of(verbs, "snapshot", "/srv/www", "--deadline", "+6h", "--bundle", "/b");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("NOT FINISHED: the deadline, 2026-11-25T12:00:00Z, came first (commit 7 of /b)")
        .contains("if there is time yet: ./migrator snapshot /srv/www --bundle /b\n")
        .contains("an order for others:  meta/continue.yaml in the bundle\n");
  }

  @ParameterizedTest
  @CsvSource({
    "+6h, 2026-11-25T12:00:00Z, PT7M12S",
    "+1h30m, 2026-11-25T07:30:00Z, PT1M48S",
    "+60s, 2026-11-25T06:01:00Z, PT5S",
    "+30h, 2026-11-26T12:00:00Z, PT20M",
    "2026-11-25T09:00:00+01:00, 2026-11-25T08:00:00Z, PT2M24S"
  })
  void aDeadlineIsAnInstantOrASpanAndHasAMargin(String text, Instant at, Duration margin) {
    verbs.answering(result(true, null, false, WHOLE));

    Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/b", "--deadline", text);

    SnapshotRequest request = (SnapshotRequest) verbs.asked.getFirst();
    assertThat(request.deadline()).contains(new Deadline(at, margin));
  }

  @Test
  void aMarginOfOnesOwnIsTaken() {
    verbs.answering(result(true, null, false, WHOLE));

    Run.of(verbs, "snapshot", "/a", "--bundle", "/b", "--deadline=+6h", "--margin=1h");

    SnapshotRequest request = (SnapshotRequest) verbs.asked.getFirst();
    assertThat(request.deadline().orElseThrow().end()).isEqualTo("2026-11-25T11:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--deadline=30h",
        "--deadline=+3 hours",
        "--deadline=2026-11-26T18:00",
        "--margin=1m"
      })
  void whatIsNoDeadlineIsRefusedWithTheFormThatIs(String option) {
    Run run = Run.of(verbs, "snapshot", "/a", "--bundle", "/b", option);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").contains("hint: Give ").contains(" as ");
    assertThat(verbs.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25T05:00:00Z", "+5s", "+0s"})
  void aDeadlineThatHasPassedIsRefused(String deadline) {
    Run run = Run.of(verbs, "snapshot", "/a", "--bundle", "/b", "--deadline", deadline);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("has passed").contains("hint: Give a later one");
  }

  @Test
  void theSameStandsInJson() {
    verbs.answering(result(false, "every credential is refused", false, GAPPY));

    assertThat(Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/b", "--json"))
        .isEqualTo(
            new Run(
                3,
                """
                {"command":"snapshot","result":{"bundle":"/b","commit":7,"finished":false,"interrupted":false,"outOfTime":false,\
                "stopped":"every credential is refused","sources":{"www":{"entries":1300,"objects":1234,\
                "bytes":3221225472,"movedObjects":10,"movedBytes":1024,"gaps":2}},\
                "notes":["www: the host has no notion of ACLs"]},"exitCode":3}
                """,
                ""));
  }

  @Test
  void addressesBecomeSourcesAndWorkersAreHandedOn() {
    verbs.answering(result(true, null, false, WHOLE));

    Run.of(verbs, "snapshot", "/srv/www", "s3://media", "--bundle", "/b", "--workers", "4");

    SnapshotRequest request = (SnapshotRequest) verbs.asked.getFirst();
    assertThat(request.estate().sources()).containsOnlyKeys("media", "www");
    assertThat(request.bundle()).isEqualTo(new FilesAddress("/b"));
    assertThat(request.workers()).isEqualTo(4);
    assertThat(request.requestsInFlight()).isEqualTo(4);
  }

  @Test
  void anEstateFileIsReadAndStandsAlone(@TempDir Path folder) throws IOException {
    verbs.answering(result(true, null, false, WHOLE));
    Path file = folder.resolve("estate.yaml");
    Files.writeString(file, "estate: e\nsources: { a: { files: { path: /srv/a } } }");

    assertThat(Run.of(verbs, "snapshot", file.toString(), "--bundle", "/b").code()).isZero();
    assertThat(Run.of(verbs, "snapshot", file.toString(), "/srv", "--bundle", "/b").code())
        .isEqualTo(2);
    assertThat(((SnapshotRequest) verbs.asked.getFirst()).estate().name()).isEqualTo("e");
  }

  @Test
  void aMistakeInTheEstateFileIsPlaced(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("e.yaml"), "estate: e\nsorces: {}");

    Run run = Run.of(verbs, "snapshot", file.toString(), "--bundle", "/b");

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                """
                error: FILE has 2 problems
                FILE:1:1: "sources" is missing in "estate file"
                FILE:2:1: unknown key "sorces" in "estate file"; did you mean "sources"? Allowed: estate, sources, bundle
                hint: Correct the estate file; nothing was done.
                """
                    .replace("FILE", file.toString())));
  }

  @Test
  void aBundleWithinASourceIsRefused() {
    Run run = Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/srv/www/backup");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("lies within source www").contains("would be saved into itself");
  }

  @Test
  void aBundleInUseExitsWithEleven() {
    verbs.answering(new BundleInUseException("process 12 writes /b", "Wait for it to end."));

    assertThat(Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/b"))
        .isEqualTo(new Run(11, "", "error: process 12 writes /b\nhint: Wait for it to end.\n"));
  }

  @Test
  void aFullDiskExitsWithOneAlsoInJson() {
    verbs.answering(new SpaceException("/b is full", "Free 3 GiB.", new IOException("ENOSPC")));

    assertThat(Run.of(verbs, "snapshot", "/srv/www", "--bundle", "/b", "--json"))
        .isEqualTo(
            new Run(
                1,
                """
                {"command":"snapshot","error":{"kind":"failed","message":"/b is full","hint":"Free 3 GiB."},"exitCode":1}
                """,
                ""));
  }

  private static SnapshotResult result(
      boolean finished, @Nullable String stopped, boolean interrupted, Totals totals) {
    return new SnapshotResult(
        7,
        finished,
        stopped,
        interrupted,
        stopped != null && stopped.startsWith("the deadline"),
        new TreeMap<>(Map.of("www", totals)),
        List.of("www: the host has no notion of ACLs"));
  }
}
