package dev.migrator.cli.option;

import dev.migrator.cli.render.NextCommands;
import dev.migrator.cli.render.Printer;
import dev.migrator.cli.render.Printer.Format;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.render.ProgressDisplay.Detail;
import dev.migrator.cli.run.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a command shows what it does and has done. One for a run.
public final class Output {
  private final Surroundings around;
  private final List<String> arguments;
  private @Nullable Printer printer;

  @Option(
      names = "--json",
      description = "One JSON document on standard output, also for a failure.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on standard error.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Tell on standard error what is asked of hosts, and where a failure comes from.")
  private boolean verbose;

  /// @param arguments of the whole command line
  public Output(Surroundings around, List<String> arguments) {
    this.around = around;
    this.arguments = arguments;
  }

  public boolean isVerbose() {
    return verbose;
  }

  /// Whether people are to be told more than the result.
  public boolean isTold() {
    return !quiet && !isJson();
  }

  /// The printer of this run.
  ///
  /// @param command its name
  public Printer printer(String command) {
    if (printer == null) {
      printer = new Printer(around, command, isJson() ? Format.JSON : Format.TEXT);
    }
    return printer;
  }

  /// Options are not all set where they cannot all be understood.
  private boolean isJson() {
    return json
        || arguments.stream().takeWhile(word -> !word.equals("--")).anyMatch("--json"::equals);
  }

  /// Starts to show progress, unless it is to be quiet.
  ProgressDisplay progress(Detail detail) {
    return new ProgressDisplay(around, quiet ? Detail.QUIET : detail);
  }

  /// Tells something early on standard error, unless it is to be quiet.
  public void remark(String command, List<String> lines) {
    if (isTold()) {
      printer(command).remark(lines);
    }
  }

  public NextCommands next() {
    return new NextCommands(around.program(), arguments);
  }
}
