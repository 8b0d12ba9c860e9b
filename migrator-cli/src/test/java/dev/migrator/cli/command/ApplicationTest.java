package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApplicationTest {
  private final ScriptedVerbs verbs = new ScriptedVerbs();

  @Test
  void everyFailureHasItsPublishedExitCode() {
    Map<MigratorException, Integer> published =
        Map.of(
            new StoreException(Reason.UNAVAILABLE, "p", "h", null), 1,
            new SpaceException("p", "h", null), 1,
            new UsageException("p", "h"), 2,
            new BundleDamagedException("p", "h"), 4,
            new InterruptedRunException("p", "h"), 5,
            new NoSuchBundleException("p", "h"), 10,
            new BundleInUseException("p", "h"), 11);

    published.forEach((failure, code) ->
        assertThat(Run.of(verbs.answering(failure), "verify", "/b"))
            .isEqualTo(new Run(code, "", "error: p\nhint: h\n")));
  }

  @Test
  void aBugSaysThatItIsOneAndShowsItsTraceOnlyWhenAsked() {
    verbs.answering(new IllegalStateException("no such state"));

    Run brief = Run.of(verbs, "verify", "/b");
    Run verbose = Run.of(verbs, "verify", "/b", "-v");

    assertThat(brief)
        .isEqualTo(
            new Run(
                1,
                "",
                """
                error: this is a bug in migrator: java.lang.IllegalStateException: no such state
                hint: Please report it with what the same command prints with -v.
                """));
    assertThat(verbose.code()).isEqualTo(1);
    assertThat(verbose.err()).contains("\tat dev.migrator.cli.command.");
  }

  @Test
  void anErrorOfTheMachineFailsLikeAnythingElse() {
    Run memory = Run.of(verbs.answering(new OutOfMemoryError("heap")), "verify", "/b", "--json");
    Run linkage = Run.of(verbs.answering(new NoClassDefFoundError("zstd")), "verify", "/b");
    Run stack = Run.of(verbs.answering(new StackOverflowError()), "verify", "/b");

    assertThat(memory.code()).isEqualTo(1);
    assertThat(memory.out())
        .startsWith(
            "{\"command\":\"verify\",\"error\":{\"kind\":\"failed\",\"message\":\"migrator ran out of memory: heap\"");
    assertThat(linkage.code()).isEqualTo(1);
    assertThat(linkage.err()).contains("cannot be loaded").contains("java.io.tmpdir=FOLDER");
    assertThat(stack.code()).isEqualTo(1);
    assertThat(stack.err()).startsWith("error: this is a bug in migrator: java.lang.StackOverflow");
  }

  @Test
  void wrongUsageSaysWhatIsWrongAndWhereHelpIs() {
    assertThat(Run.of(verbs, "snapshot", "/srv/www"))
        .isEqualTo(
            new Run(
                2,
                "",
                """
                error: Missing required option: '--bundle=AT'
                hint: See ./migrator snapshot --help.
                """));
    assertThat(Run.of(verbs, "verfiy", "/b").err()).contains("did you mean").contains("verify");
    assertThat(Run.of(verbs))
        .isEqualTo(new Run(2, "", "error: no command was given\nhint: See ./migrator --help.\n"));
    assertThat(Run.of(verbs, "verify", "/b", "--commit", "x").code()).isEqualTo(2);
    assertThat(Run.of(verbs, "restore", "/b", "--to", "x.yaml", "--workers", "0").code())
        .isEqualTo(2);
  }

  @Test
  void wrongUsageIsOneJsonDocumentToo() {
    assertThat(Run.of(verbs, "snapshot", "--json", "/srv/www"))
        .isEqualTo(
            new Run(
                2,
                """
                {"command":"snapshot","error":{"kind":"usage","message":"Missing required option: '--bundle=AT'",\
                "hint":"See ./migrator snapshot --help."},"exitCode":2}
                """,
                ""));
  }

  @Test
  void aKeyMayLookLikeAnOption() {
    verbs.answering(new UsageException("p", "h"));

    assertThat(Run.of(verbs, "cat", "/b", "s", "--", "--json").err()).startsWith("error: p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discover",
        "policy",
        "doctor",
        "plan",
        "snapshot",
        "deadline",
        "verify",
        "restore",
        "ls",
        "cat",
        "status",
        "gaps",
        "simulate"
      })
  void helpListsExitCodesAsTheyArePublished(String command) throws IOException {
    Run help = Run.of(verbs, command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("--json").contains("--quiet");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    for (ExitCode code : ExitCode.values()) {
      String listed = code.code() + " +" + code.meaning().replace(".", "\\.");
      assertThat(help.out().lines().anyMatch(line -> line.strip().matches(listed)))
          .as("%s in the help of %s, as in docs/exit-codes.md", code, command)
          .isEqualTo(documented(code).contains("`" + command + "`"));
    }
  }

  private static String documented(ExitCode code) throws IOException {
    return Files.readAllLines(Path.of("../docs/exit-codes.md")).stream()
        .filter(line -> line.startsWith("| " + code.code() + " |"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyExitCodeIsDocumented() throws IOException {
    String documented =
        Files.readAllLines(Path.of("../docs/exit-codes.md")).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .map(line -> line.replaceAll("^(\\| \\d+ \\| [^|]+ \\|).*", "$1"))
            .collect(Collectors.joining("\n"));

    assertThat(documented)
        .isEqualTo(
            Stream.of(ExitCode.values())
                .map(code -> "| " + code.code() + " | " + code.meaning() + " |")
                .collect(Collectors.joining("\n")));
  }

  @Test
  void versionIsTold() {
    assertThat(Run.of(verbs, "--version")).isEqualTo(new Run(0, "1.2.3\n", ""));
    assertThat(Run.of(verbs, "verify", "--version").out()).isEqualTo("1.2.3\n");
  }
}
