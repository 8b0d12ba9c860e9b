package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.error.NoSuchBundleException;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.verify.Finding;
import dev.migrator.verify.FindingCode;
import dev.migrator.verify.Verification;
import dev.migrator.verify.Verification.Level;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class VerifyCommandTest {
  private final ScriptedVerbs verbs = new ScriptedVerbs();

  @Test
  void aSoundAndCompleteBundleIsCalledSo() {
    verbs.answering(verification(true, 0));

    assertThat(Run.of(verbs, "verify", "/b"))
        .isEqualTo(
            new Run(
                0,
                """
                sound and complete: commit 7 of /b
                every byte was read: 1,234 objects in 12 files, 3.0 GiB
                note: work in flight: 1 file
                """,
                ""));
    assertThat(verbs.asked)
        .containsExactly(List.of(new FilesAddress("/b"), OptionalLong.empty(), Level.READ));
  }

  @Test
  void levelAndCommitAreHandedOn() {
    verbs.answering(verification(true, 0));

    Run.of(verbs, "verify", "/b", "--fast", "--commit", "3");

    assertThat(verbs.asked)
        .containsExactly(List.of(new FilesAddress("/b"), OptionalLong.of(3), Level.FAST));
    assertThat(Run.of(verbs, "verify", "/b", "--fast", "--read").code()).isEqualTo(2);
  }

  @Test
  void gapsAndAnUnfinishedRunExitWithThree() {
    verbs.answering(verification(false, 2));

    Run run = Run.of(verbs, "verify", "/b");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("sound, but not finished, with 2 gaps: commit 7 of /b\n")
        .endsWith(
            """

            see what is missing:  ./migrator gaps /b
            Run the same snapshot command again: it goes on from here.
            """);
  }

  @Test
  void damageIsListedFindingByFinding() {
    verbs.answering(
        damaged(
            new Finding(FindingCode.V001, "data/a/vol-000001.tar.zst", "a", "k/\u001b[2J", "gone"),
            new Finding(FindingCode.V004, "stray", null, null, "3 bytes")));

    assertThat(Run.of(verbs, "verify", "/b"))
        .isEqualTo(
            new Run(
                4,
                """
                DAMAGED, 2 findings: commit 7 of /b
                every byte was read: 1,234 objects in 12 files, 3.0 GiB
                V001  data/a/vol-000001.tar.zst (a: k/\\u001B[2J)
                      a file that the commit names is missing: gone
                V004  stray
                      a file is there that no commit names: 3 bytes

                Keep this bundle as it is, and look for another copy of the files named above.
                see its commits:      ./migrator status /b
                """,
                ""));
  }

  @Test
  void theSameStandsInJson() {
    verbs.answering(damaged(new Finding(FindingCode.V001, "p", "a", null, "gone")));

    assertThat(Run.of(verbs, "verify", "/b", "--json").out())
        .isEqualTo(
            """
            {"command":"verify","result":{"bundle":"/b","commit":7,"level":"read","sound":false,"complete":false,\
            "finished":true,"files":12,"objects":1234,"rows":0,"bytesRead":3221225472,"gaps":0,\
            "findings":[{"code":"V001","path":"p","source":"a","key":null,"detail":"gone"}],"notes":[]},"exitCode":4}
            """);
  }

  @Test
  void noBundleExitsWithTen() {
    verbs.answering(new NoSuchBundleException("there is no bundle at /b", "Check the path."));

    assertThat(Run.of(verbs, "verify", "/b"))
        .isEqualTo(new Run(10, "", "error: there is no bundle at /b\nhint: Check the path.\n"));
  }

  private static Verification verification(boolean finished, long gaps) {
    return new Verification(
        7,
        Level.READ,
        12,
        1234,
        0,
        3_221_225_472L,
        finished,
        gaps,
        List.of(),
        finished ? List.of("work in flight: 1 file") : List.of());
  }

  private static Verification damaged(Finding... findings) {
    return new Verification(
        7, Level.READ, 12, 1234, 0, 3_221_225_472L, true, 0, List.of(findings), List.of());
  }
}
