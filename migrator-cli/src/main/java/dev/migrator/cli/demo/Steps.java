package dev.migrator.cli.demo;

import dev.migrator.cli.Main;
import dev.migrator.cli.render.Shell;
import dev.migrator.cli.run.ExitCode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the program in processes of their own, showing each command line and what it prints.
final class Steps {
  private static final long LOOK_EVERY_MILLIS = 5;

  private final Stage stage;
  private final String program;
  private final Narrator narrator;

  Steps(Stage stage, String program, Narrator narrator) {
    this.stage = stage;
    this.program = program;
    this.narrator = narrator;
  }

  /// @return whether it ended with `expected`
  boolean run(ExitCode expected, String... arguments) throws IOException, InterruptedException {
    int code = start(arguments).waitFor();
    if (code != expected.code()) {
      narrator.say(
          "This step should have ended with exit code %d, not %d."
              .formatted(expected.code(), code));
    }
    return code == expected.code();
  }

  /// Kills the process as soon as `enough` says so.
  ///
  /// @return false if it ended by itself before
  boolean runAndKill(HalfWay enough, String... arguments) throws IOException, InterruptedException {
    Process process = start(arguments);
    while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (enough.isReached()) {
        process.destroyForcibly().waitFor();
        return true;
      }
    }
    return false;
  }

  private String line(String... arguments) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    return Shell.line(words);
  }

  private Process start(String... arguments) throws IOException {
    narrator.say("");
    narrator.say("$ " + line(arguments));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(stage.folder().toFile()).inheritIO();
    if (!narrator.isAloud()) {
      builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    }
    builder.environment().putAll(stage.environment());
    return builder.start();
  }
}
