package dev.migrator.cli.command;

import dev.migrator.cli.option.DeadlineOptions;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.ProgressOption;
import dev.migrator.cli.option.SourcesArgument;
import dev.migrator.cli.option.WorkersOption;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.render.SnapshotView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.estate.Estate;
import dev.migrator.estate.StoreUri;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "snapshot",
    description = {
      "Save sources into a bundle.",
      "Run it again to go on after an interruption, or to save what has changed since."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class SnapshotCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final ProgressOption progress;
  @Mixin private final SourcesArgument sources = new SourcesArgument();
  @Mixin private final WorkersOption workers = new WorkersOption();
  @Mixin private final DeadlineOptions deadline;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "AT",
      description = "Where the bundle is or is to be: a folder, or s3://BUCKET/PREFIX.")
  private String bundle;

  SnapshotCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.progress = new ProgressOption(output);
    this.deadline = new DeadlineOptions(around);
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
        ExitCode.IN_USE);
  }

  @Override
  public Integer call() {
    SnapshotRequest request = request();
    SnapshotResult result;
    try (ProgressDisplay shown = progress.start()) {
      result = around.verbs().snapshot(request, shown.progress(), around.interruption().signal());
    }
    return output.printer("snapshot").show(new SnapshotView(bundle, result, output.next()));
  }

  private SnapshotRequest request() {
    Estate estate = new EstateArguments(around.environment()).estate(sources.words());
    var address = StoreUri.parse(bundle, around.environment());
    EstateArguments.refuseBundleWithinSource(address, estate);
    int requests = workers.count();
    return new SnapshotRequest(estate, address, workers.ranges(), requests, deadline.deadline());
  }
}
