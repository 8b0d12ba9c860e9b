package dev.migrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.cli.process.Program.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lets the system fail, or kill the program, at a call of the n-th turn while it takes a snapshot.
/// `SYSTEM_FAULTS_SEED` and `SYSTEM_FAULTS_RUNS` (for each kind of fault) may be set.
class SystemFaultsTest {
  /// Each thread's calls are counted for themselves.
  private static final int LATEST_CALL = 12;

  @TempDir Path folder;
  private Program program;

  @BeforeAll
  static void needsStrace() {
    boolean isThere =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "strace")));
    assumeTrue(isThere, "strace is not installed");
  }

  @BeforeEach
  void makeTree() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 120; i++) {
      byte[] content = new byte[random.nextInt(50_000)];
      random.nextBytes(content);
      Path file = folder.resolve("tree/%d/%03d".formatted(i % 5, i));
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
    Files.write(folder.resolve("tree/large"), new byte[3 << 20]);
    Files.writeString(
        folder.resolve("estate.yaml"),
        """
        estate: failing
        sources:
          tree: { files: { path: tree } }
        bundle: { volume-size: 1MiB }
        """);
    program = new Program(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fsync:error=EIO",
        "write,pwrite64:error=ENOSPC",
        "rename,renameat2:signal=KILL",
        "write,pwrite64:signal=KILL",
        "fsync:signal=KILL"
      })
  void whatIsLeftIsSoundAndTheNextRunCompletes(String fault) throws IOException {
    long seed = number("SYSTEM_FAULTS_SEED", new Random().nextLong());
    Random random = new Random(seed);
    for (int run = 0; run < number("SYSTEM_FAULTS_RUNS", 2); run++) {
      int turn = 1 + random.nextInt(LATEST_CALL);
      String inject = fault + ":when=" + turn;
      System.out.printf("SYSTEM_FAULTS_SEED=%d: %s%n", seed, inject);
      failThenGoOn(inject, "bundle-" + run);
    }
  }

  private static long number(String variable, long otherwise) {
    String given = System.getenv(variable);
    return given == null ? otherwise : Long.parseLong(given);
  }

  private void failThenGoOn(String inject, String bundle) {
    Ended failed = underStrace(inject, bundle);
    assertThat(failed.err()).as(inject).doesNotContain("bug in migrator").doesNotContain("\tat ");
    Ended left = program.run("verify", bundle);
    assertThat(left.code()).as("%s\n%s\n%s", inject, failed, left).isIn(0, 3, 10);
    Ended again = program.run("snapshot", "estate.yaml", "--bundle", bundle);
    assertThat(again.code()).as("%s\n%s\n%s", inject, failed, again).isZero();
    Ended whole = program.run("verify", bundle);
    assertThat(whole.code()).as("%s\n%s", inject, whole).isZero();
  }

  private Ended underStrace(String inject, String bundle) {
    String calls = inject.substring(0, inject.indexOf(':'));
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=" + calls,
            "-e",
            "inject=" + inject);
    return program.start(strace, "snapshot", "estate.yaml", "--bundle", bundle).await();
  }
}
