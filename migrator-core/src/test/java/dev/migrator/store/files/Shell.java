package dev.migrator.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// Makes and inspects what Java cannot: pipes, raw names, allocated blocks. The system's own tools
/// are a second opinion besides.
final class Shell {
  private Shell() {}

  /// Runs a script with `folder` as its working directory; it must succeed.
  static String run(Path folder, String script) throws IOException, InterruptedException {
    Process process = start(folder, script);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", script, output).isZero();
    return output;
  }

  /// Skips the test where a script cannot do its part.
  static void requireThat(Path folder, String script, String reason)
      throws IOException, InterruptedException {
    Process process = start(folder, script);
    process.getInputStream().readAllBytes();
    assumeTrue(process.waitFor() == 0, reason);
  }

  private static Process start(Path folder, String script) throws IOException {
    return new ProcessBuilder("sh", "-c", script)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
  }

  /// Waits until what is altered from now on has another time than what was altered before.
  static void awaitTick(Path folder) throws IOException {
    Path file = Files.createTempFile(folder.getParent(), "tick", "");
    FileTime before = Files.getLastModifiedTime(file);
    while (Files.getLastModifiedTime(file).equals(before)) {
      Files.write(file, new byte[1]);
    }
    Files.delete(file);
  }

  static boolean isRoot() throws IOException, InterruptedException {
    return run(Path.of("/"), "id -u").trim().equals("0");
  }
}
