package dev.migrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.cli.process.Program.Ended;
import dev.migrator.cli.process.Program.Running;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.sandbox.hostile.Fault;
import dev.migrator.sandbox.hostile.HostileS3;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM to commands that end at once: here while the bundle's host does not answer.
class SignalTest {
  @TempDir Path folder;

  @Test
  void aCommandThatOnlyReadsEndsAtOnceWithOneMessage() {
    Ended ended = terminated("verify");

    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("error: interrupted by a signal before it was done\nhint: Run");
  }

  @Test
  void inJsonItIsOneDocument() {
    Ended ended = terminated("status", "--json");

    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.out())
        .startsWith("{\"command\":\"status\",\"error\":{\"kind\":\"interrupted\",")
        .endsWith("\"exitCode\":5}\n");
  }

  private Ended terminated(String command, String... options) {
    try (SyntheticS3 host = SyntheticS3.start(1);
        HostileS3 stalled = HostileS3.before(host)) {
      stalled.follow((request, number) -> new Fault.Stall(0));
      String bundle =
          "s3://synthetic/b?region=us-east-1&path-style=true&endpoint=" + stalled.endpoint();
      String[] line = new String[options.length + 2];
      line[0] = command;
      line[1] = bundle;
      System.arraycopy(options, 0, line, 2, options.length);
      Running run =
          new Program(folder)
              .with("AWS_ACCESS_KEY_ID", "any")
              .with("AWS_SECRET_ACCESS_KEY", "any")
              .start(line);
      assertThat(run.waitUntil(() -> stalled.requests() > 0)).isTrue();
      return run.terminate().await();
    }
  }
}
