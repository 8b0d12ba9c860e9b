package dev.migrator.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.Key;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawPathTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a/b",
        "%FF%FE",
        "%C3%A9",
        "caf%C3%A9/%FF",
        "%0A",
        "/abs",
        "/%FF/x",
        "..",
        "a/",
        "%FF/",
        "/%C3%A9/",
        "~%25+ %3F%23"
      })
  void bytesAreKept(String encoded) {
    Key bytes = Key.ofPercentEncoded(encoded);
    assertThat(Key.ofBytes(RawPath.bytes(RawPath.of(bytes.bytes())))).isEqualTo(bytes);
  }

  /// Runs [#main] in a process of its own, because the locale is read when Java starts.
  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
  void treesWithNamesThatAreNoTextComeBackInEveryLocale(String locale) throws Exception {
    Shell.run(
        folder,
        "mkdir tree; cd tree; mkdir \"$(printf 'd\\303\\251')\" \"$(printf 'r\\377')\"; "
            + "echo 1 > \"$(printf 'r\\377/\\342\\202\\254\\n')x\"; echo 2 > \"$(printf 'd\\303\\251/\\201')\"; "
            + "ln -s \"$(printf 'r\\377/t')\" \"$(printf 'l\\200')\"");
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                RawPathTest.class.getName(),
                "tree",
                "copy")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("LC_ALL", locale);
    int exit = builder.start().waitFor();

    String look =
        "LC_ALL=C find . -printf '%p %y %m %T@ %l\\n' | LC_ALL=C sort | od -c; find . -type f -exec cat {} +";
    assertThat(exit).as(Shell.run(folder, "cat log")).isZero();
    assertThat(Shell.run(folder.resolve("copy"), look))
        .isEqualTo(Shell.run(folder.resolve("tree"), look));
  }

  /// Copies one folder to another.
  public static void main(String[] folders) throws IOException {
    try (FileTarget target = new FileTarget(Path.of(folders[1]))) {
      Copies.copy(new FileSource(Path.of(folders[0])), target);
    }
  }
}
