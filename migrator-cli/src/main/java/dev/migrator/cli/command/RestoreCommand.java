package dev.migrator.cli.command;

import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.CommitOption;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.ProgressOption;
import dev.migrator.cli.option.WorkersOption;
import dev.migrator.cli.render.ForecastText;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.render.RestoreView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "restore",
    description = {
      "Write what a bundle holds to other places, read it back and compare.",
      "Run it again to go on after an interruption."
    })
final class RestoreCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final ProgressOption progress;
  @Mixin private final BundleArgument bundle;
  @Mixin private final TargetOptions targets;
  @Mixin private final CommitOption commit = new CommitOption();
  @Mixin private final WorkersOption workers = new WorkersOption();

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      description =
          "Only keys like this: * within a component, ** across; of a database only tables like"
              + " SCHEMA.TABLE, or TABLE where it has no schemas. May be repeated.")
  private List<String> only = List.of();

  @Option(
      names = "--into-nonempty",
      description =
          "Also into a target that holds something already: writes only where there is nothing, and"
              + " reports each conflict.")
  private boolean intoNonempty;

  RestoreCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.progress = new ProgressOption(output);
    this.bundle = new BundleArgument(around);
    this.targets = new TargetOptions(around);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(
        ExitCode.COMPLETE,
        ExitCode.FAILED,
        ExitCode.USAGE,
        ExitCode.GAPS,
        ExitCode.DAMAGED,
        ExitCode.INTERRUPTED,
        ExitCode.NO_BUNDLE);
  }

  @Override
  public Integer call() {
    RestoreRequest request = request();
    RestoreReport report;
    try (ProgressDisplay shown = progress.start()) {
      report =
          around
              .verbs()
              .restore(
                  request,
                  foretold -> output.remark("restore", ForecastText.lines(foretold)),
                  shown.progress(),
                  around.interruption().signal());
    }
    RestoreView view = new RestoreView(bundle.label(), report, output.next());
    return output.printer("restore").show(view);
  }

  private RestoreRequest request() {
    return new RestoreRequest(
        bundle.address(),
        commit.number(),
        targets.targets(),
        List.copyOf(only),
        intoNonempty ? Nonempty.FILL : Nonempty.REFUSE,
        workers.count());
  }
}
