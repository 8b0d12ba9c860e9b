package dev.migrator.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.cli.option.Output;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Logs;
import dev.migrator.cli.run.ReaderGoneException;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.error.MigratorException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// The command tree, and the one place that decides how a failure ends a run.
public final class Application {
  private final Surroundings around;
  private final Output output;
  private final CommandLine tree;

  private Application(Surroundings around, List<String> arguments) {
    this.around = around;
    this.output = new Output(around, arguments);
    this.tree = tree(around, output);
  }

  /// Runs one command line.
  ///
  /// @return the exit code
  public static int run(Surroundings around, String... arguments) {
    return new Application(around, List.of(arguments)).execute(arguments);
  }

  /// Tells that a command line was ended by a signal before it could stop in good order.
  public static void interrupted(Surroundings around, String... arguments) {
    String command =
        Arrays.stream(arguments)
            .filter(word -> !word.startsWith("-"))
            .findFirst()
            .orElse("migrator");
    new Output(around, List.of(arguments))
        .printer(command)
        .fail(
            ExitCode.INTERRUPTED,
            "interrupted by a signal before it was done",
            "Run the same command again.");
  }

  private static List<CliCommand> commands(Surroundings around, Output output) {
    return List.of(
        new DemoCommand(around, output),
        new DiscoverCommand(around, output),
        new PolicyCommand(around, output),
        new DoctorCommand(around, output),
        new PlanCommand(around, output),
        new SnapshotCommand(around, output),
        new DeadlineCommand(around, output),
        new VerifyCommand(around, output),
        new RestoreCommand(around, output),
        new LsCommand(around, output),
        new CatCommand(around, output),
        new StatusCommand(around, output),
        new GapsCommand(around, output),
        new SimulateCommand(around, output));
  }

  private static CommandLine tree(Surroundings around, Output output) {
    CommandLine root = new CommandLine(new RootCommand(around, output));
    addHelp(root.getCommandSpec(), around);
    for (CliCommand command : commands(around, output)) {
      CommandLine line = new CommandLine(command);
      addHelp(line.getCommandSpec(), around);
      line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
      line.getCommandSpec().usageMessage().exitCodeList(described(command.exitCodes()));
      root.addSubcommand(line);
    }
    return root;
  }

  /// `--version` only where it does not name an object's version.
  private static void addHelp(CommandSpec spec, Surroundings around) {
    spec.version(around.version());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    if (spec.findOption("--version") == null) {
      spec.addOption(
          OptionSpec.builder("-V", "--version")
              .versionHelp(true)
              .description("Show the version of migrator and exit.")
              .build());
    }
  }

  private static Map<String, String> described(List<ExitCode> exitCodes) {
    Map<String, String> described = new LinkedHashMap<>();
    exitCodes.forEach(one -> described.put(String.valueOf(one.code()), one.meaning()));
    return described;
  }

  private int execute(String... arguments) {
    PrintWriter out = new PrintWriter(around.stdout().bytes(), false, UTF_8);
    tree.setOut(out)
        .setErr(new PrintWriter(around.stderr(), true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(this::runLast)
        .setParameterExceptionHandler((failure, _) -> usage(failure))
        .setExecutionExceptionHandler((failure, line, _) -> failed(failure, line));
    try {
      int code = tree.execute(arguments);
      out.flush();
      around.stdout().flush();
      return code;
    } catch (ReaderGoneException _) { // as `head` does: who reads has had enough
      return ExitCode.COMPLETE.code();
    } catch (MigratorException failure) {
      return report(failure, "migrator");
    }
  }

  private int runLast(ParseResult parsed) {
    if (output.isVerbose()) {
      Logs.show();
    }
    try {
      return new RunLast().execute(parsed);
    } catch (Error e) { // or else the exit code would be that of a run that was interrupted
      return broken(e, parsed.asCommandLineList().getLast().getCommandName());
    }
  }

  private int usage(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    return output
        .printer(line.getCommandName())
        .fail(
            ExitCode.USAGE,
            UsageText.of(failure),
            "See " + around.program() + helpWords(line) + " --help.");
  }

  private static String helpWords(CommandLine line) {
    return line.getParent() == null ? "" : " " + line.getCommandName();
  }

  private int failed(Exception failure, CommandLine line) {
    if (failure instanceof ReaderGoneException) {
      return ExitCode.COMPLETE.code();
    }
    if (output.isVerbose()) {
      failure.printStackTrace(around.stderr());
    }
    return switch (failure) {
      case MigratorException expected -> report(expected, line.getCommandName());
      default -> bug(failure, line.getCommandName());
    };
  }

  private int report(MigratorException failure, String command) {
    String message = String.valueOf(failure.getMessage());
    return output.printer(command).fail(ExitCode.of(failure), message, failure.hint());
  }

  private int broken(Error failure, String command) {
    if (output.isVerbose()) {
      failure.printStackTrace(around.stderr());
    }
    return switch (failure) {
      case OutOfMemoryError _ ->
          failed(
              command,
              "migrator ran out of memory: " + failure.getMessage(),
              "Give it more and run the same command again, for example with"
                  + " MIGRATOR_JAVA_OPTS=-Xmx1g in the environment; what was committed is kept.");
      case LinkageError _ ->
          failed(
              command,
              "a part of migrator cannot be loaded: " + failure,
              "Zstd's library is unpacked into "
                  + temporary()
                  + ": see that there is room and that"
                  + " programs may be run from it, or name another folder in the environment:"
                  + " MIGRATOR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
      default -> bug(failure, command);
    };
  }

  private static String temporary() {
    return System.getProperty("java.io.tmpdir");
  }

  private int failed(String command, String message, String hint) {
    return output.printer(command).fail(ExitCode.FAILED, message, hint);
  }

  private int bug(Throwable failure, String command) {
    return output
        .printer(command)
        .fail(
            ExitCode.FAILED,
            "this is a bug in migrator: " + failure,
            output.isVerbose()
                ? "Please report it with what stands above."
                : "Please report it with what the same command prints with -v.");
  }
}
