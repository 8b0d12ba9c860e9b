package dev.migrator.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The real program, run in a folder as processes of its own.
final class Program {
  private static final long LONGEST_SECONDS = 90;
  private static final long LOOK_EVERY_MILLIS = 2;

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /// @param folder where it runs; what it prints is kept there, too
  Program(Path folder) {
    this.folder = folder;
  }

  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// How a run ended.
  record Ended(int code, String out, String err) {
    @Override
    public String toString() {
      return "exit code %d%n--- standard output%n%s--- standard error%n%s"
          .formatted(code, out, err);
    }
  }

  Ended run(String... arguments) {
    return start(List.of(), arguments).await();
  }

  Running start(String... arguments) {
    return start(List.of(), arguments);
  }

  /// @param before words before the command line, such as a tracer's
  Running start(List<String> before, String... arguments) {
    try {
      Path prints = Files.createTempDirectory(folder, "prints");
      ProcessBuilder builder = new ProcessBuilder(command(before, arguments));
      builder.directory(folder.toFile());
      builder.redirectOutput(prints.resolve("out").toFile());
      builder.redirectError(prints.resolve("err").toFile());
      builder.environment().putAll(environment);
      return new Running(builder.start(), prints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(List<String> before, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classes, Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// A run under way.
  record Running(Process process, Path prints) {

    Ended await() {
      try {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          kill();
          throw new AssertionError("did not end in " + LONGEST_SECONDS + " s\n" + printed());
        }
        return printed();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    /// As `kill -9`; returns when the process is gone.
    Ended kill() {
      process.destroyForcibly();
      try {
        process.waitFor();
        return printed();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    /// As `kill -TERM`.
    Running terminate() {
      process.destroy();
      return this;
    }

    /// Waits until something can be seen from outside.
    ///
    /// @return false if the process ended before
    boolean waitUntil(BooleanSupplier seen) {
      long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
      try {
        while (!seen.getAsBoolean()) {
          if (System.nanoTime() > giveUp) {
            throw new AssertionError("was not seen in " + LONGEST_SECONDS + " s\n" + kill());
          }
          if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            return false;
          }
        }
        return true;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private Ended printed() {
      try {
        return new Ended(
            process.exitValue(),
            Files.readString(prints.resolve("out"), UTF_8),
            Files.readString(prints.resolve("err"), UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IllegalStateException(e);
    }
  }
}
