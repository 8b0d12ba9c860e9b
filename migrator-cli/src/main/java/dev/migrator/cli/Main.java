package dev.migrator.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.Migrator;
import dev.migrator.cli.command.Application;
import dev.migrator.cli.run.FrontDoor;
import dev.migrator.cli.run.Interruption;
import dev.migrator.cli.run.Logs;
import dev.migrator.cli.run.Stdout;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.cli.run.Surroundings.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Objects;

/// The program. The launcher tells by system properties what only a shell knows:
/// `migrator.program`, how the user called it, and `migrator.terminal`, `live` where standard error
/// is a terminal.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Logs.quietThePlatforms();
    Interruption interruption = new Interruption();
    Surroundings around = surroundings(interruption, standardOutput());
    interruption.watch(() -> tell(around, arguments));
    int code = Application.run(around, arguments);
    interruption.ended(code);
    System.exit(code);
  }

  /// What was begun on standard output stays cut, so that it is not taken for whole.
  private static void tell(Surroundings cut, String... arguments) {
    boolean isUntouched = cut.stdout().cut();
    Stdout out = isUntouched ? standardOutput() : cut.stdout();
    Application.interrupted(surroundings(new Interruption(), out), arguments);
  }

  private static Stdout standardOutput() {
    return new Stdout(new FileOutputStream(FileDescriptor.out));
  }

  private static Surroundings surroundings(Interruption interruption, Stdout out) {
    boolean live = "live".equals(System.getProperty("migrator.terminal"));
    return new Surroundings(
        System.getProperty("migrator.program", "migrator"),
        version(),
        System.getenv(),
        new FrontDoor(new Migrator()),
        out,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
        live ? Terminal.LIVE : Terminal.NONE,
        interruption,
        InstantSource.system());
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Main.class.getPackage().getImplementationVersion(), "unknown");
  }
}
