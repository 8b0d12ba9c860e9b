package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Targets.Target;
import dev.migrator.restore.Forecast;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreReport.Difference;
import dev.migrator.restore.RestoreReport.LossCount;
import dev.migrator.restore.RestoreReport.Noted;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreCommandTest {
  private static final Noted NONE = new Noted(0, List.of());
  private static final Noted ONE = new Noted(1, List.of(new Difference("k", "why")));

  private final ScriptedVerbs verbs = new ScriptedVerbs();

  @Test
  void aWholeRestoreSaysSoAndToldItsPlanBefore() {
    verbs.forecast.put(
        "www",
        new Forecast(
            "/restored",
            1300,
            3_221_225_472L,
            0,
            OptionalLong.of(1L << 40),
            List.of(new LossCount(new Loss("owner", "not root"), 1300, "a"))));
    verbs.answering(report(false, NONE, NONE, NONE, List.of()));

    assertThat(Run.of(verbs, "restore", "/b", "--source", "www", "--to", "/restored"))
        .isEqualTo(
            new Run(
                0,
                """
                restored, read back and equal (commit 7 of /b)

                source  written  there already  compared    bytes  target
                www       1,234             66     1,300  3.0 GiB  /restored
                """,
                """
                www: 1,300 entries, 3.0 GiB to /restored
                  the target has room for 1.0 TiB
                  the target cannot hold owner (1,300, as a): not root
                """));
  }

  @Test
  void whatIsNotThereIsListedAndExitsWithThree() {
    verbs.answering(
        report(
            false,
            NONE,
            ONE,
            NONE,
            List.of(new LossCount(new Loss("version", "a folder keeps one"), 5, "old"))));

    Run run = Run.of(verbs, "restore", "/b", "--source", "www", "--to", "/restored", "--quiet");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("restored, read back and equal, but not all (commit 7 of /b)\n")
        .endsWith(
            """

            www: 1 left alone, because the target holds something else
              k: why

            www: what the target does not hold
              version (5, as old): a folder keeps one
            """);
  }

  @Test
  void aDifferenceOrDamageExitsWithFour() {
    verbs.answering(report(false, ONE, NONE, NONE, List.of()));
    Run damaged = Run.of(verbs, "restore", "/b", "--source", "www", "--to", "/restored");
    verbs.answering(report(false, NONE, NONE, ONE, List.of()));
    Run different = Run.of(verbs, "restore", "/b", "--source", "www", "--to", "/restored");

    assertThat(damaged.code()).isEqualTo(4);
    assertThat(damaged.out()).startsWith("DAMAGED: ");
    assertThat(different.code()).isEqualTo(4);
    assertThat(different.out()).startsWith("FAILED: what was read back is not what was written");
  }

  @Test
  void anInterruptedRestoreSaysHowToGoOn() {
    verbs.answering(report(true, NONE, NONE, NONE, List.of()));

    Run run = Run.of(verbs, "restore", "/b", "--source", "www", "--to", "/restored");

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out())
        .endsWith("go on from here:      ./migrator restore /b --source www --to /restored\n");
  }

  @Test
  void optionsAreHandedOn() {
    verbs.answering(report(false, NONE, NONE, NONE, List.of()));

    Run.of(
        verbs,
        "restore",
        "/b",
        "--source",
        "www",
        "--to",
        "/r",
        "--only",
        "a/**",
        "--only",
        "b/*",
        "--into-nonempty",
        "--commit",
        "3",
        "--workers",
        "2");

    RestoreRequest request = (RestoreRequest) verbs.asked.getFirst();
    assertThat(request.only()).containsExactly("a/**", "b/*");
    assertThat(request.nonempty()).isEqualTo(Nonempty.FILL);
    assertThat(request.commit()).hasValue(3);
    assertThat(request.workers()).isEqualTo(2);
    assertThat(request.targets().bySource())
        .containsOnly(Map.entry("www", new Target(new FilesAddress("/r"), Creation.ALLOWED)));
  }

  @Test
  void aBucketIsCreatedOnlyWhenAskedFor() {
    verbs.answering(report(false, NONE, NONE, NONE, List.of()));

    Run.of(verbs, "restore", "/b", "--source", "a", "--to", "s3://b");
    Run.of(verbs, "restore", "/b", "--source", "a", "--to", "s3://b", "--create");

    assertThat(verbs.asked)
        .extracting(asked -> ((RestoreRequest) asked).targets().bySource().values())
        .extracting(targets -> targets.iterator().next().creation())
        .containsExactly(Creation.FORBIDDEN, Creation.ALLOWED);
  }

  @Test
  void aTargetsFileNamesSeveral(@TempDir Path folder) throws IOException {
    verbs.answering(report(false, NONE, NONE, NONE, List.of()));
    Path file = folder.resolve("targets.yaml");
    Files.writeString(file, "targets: { a: { files: { path: /a } }, b: { files: { path: /b } } }");

    assertThat(Run.of(verbs, "restore", "/b", "--to", file.toString()).code()).isZero();
    assertThat(((RestoreRequest) verbs.asked.getFirst()).targets().bySource())
        .containsOnlyKeys("a", "b");
    assertThat(Run.of(verbs, "restore", "/b", "--to", file.toString(), "--create").err())
        .contains("Write create: true in the targets file.");
  }

  @Test
  void anAddressWithoutASourceIsRefused() {
    assertThat(Run.of(verbs, "restore", "/b", "--to", "/restored"))
        .isEqualTo(
            new Run(
                2,
                "",
                """
                error: --to /restored is no targets file (.yaml), and no source is named
                hint: Add --source NAME, or name targets for several sources in a targets file.
                """));
  }

  @Test
  void aStoreThatRefusesExitsWithOne() {
    verbs.answering(new StoreException(Reason.FORBIDDEN, "no", "Ask for it.", null));

    assertThat(Run.of(verbs, "restore", "/b", "--source", "a", "--to", "s3://b"))
        .isEqualTo(new Run(1, "", "error: no\nhint: Ask for it.\n"));
  }

  @Test
  void theSameStandsInJson() {
    verbs.answering(
        report(
            false,
            NONE,
            ONE,
            NONE,
            List.of(new LossCount(new Loss("version", "a folder keeps one"), 5, "old"))));

    assertThat(Run.of(verbs, "restore", "/b", "--source", "w", "--to", "/r", "--json"))
        .isEqualTo(
            new Run(
                3,
                """
                {"command":"restore","result":{"bundle":"/b","commit":7,"interrupted":false,"sources":{"www":\
                {"target":"/restored","written":1234,"alreadyThere":66,"compared":1300,"comparedBytes":3221225472,"gaps":0,\
                "withoutBytes":{"count":0,"first":[]},"damaged":{"count":0,"first":[]},\
                "conflicts":{"count":1,"first":[{"key":"k","detail":"why"}]},"differences":{"count":0,"first":[]},\
                "losses":[{"what":"version","reason":"a folder keeps one","entries":5,"example":"old"}],"withheld":[]}}},"exitCode":3}
                """,
                ""));
  }

  private static RestoreReport report(
      boolean interrupted,
      Noted damaged,
      Noted conflicts,
      Noted differences,
      List<LossCount> losses) {
    SourceReport www =
        new SourceReport(
            "/restored",
            1234,
            66,
            1300,
            3_221_225_472L,
            0,
            NONE,
            damaged,
            conflicts,
            differences,
            losses);
    return new RestoreReport(7, interrupted, new TreeMap<>(Map.of("www", www)));
  }
}
