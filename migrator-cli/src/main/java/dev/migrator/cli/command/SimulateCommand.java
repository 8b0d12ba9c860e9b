package dev.migrator.cli.command;

import dev.migrator.cli.option.Output;
import dev.migrator.cli.render.SimulationView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.estate.ScenarioFile;
import dev.migrator.simulate.Scenario;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "simulate",
    description = {
      "Plan for an estate that exists on paper only, and run it on a simulated clock.",
      "Tells what fits before a deadline, what does not, and what it would take."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class SimulateCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;

  @Parameters(
      paramLabel = "SCENARIO.yaml",
      description = "Sources, rates, workers, link, outages; see docs/deadline.md.")
  private Path file;

  SimulateCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(
        ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.GAPS, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() {
    Scenario scenario = ScenarioFile.read(file);
    return output.printer("simulate").show(new SimulationView(around.verbs().simulate(scenario)));
  }
}
