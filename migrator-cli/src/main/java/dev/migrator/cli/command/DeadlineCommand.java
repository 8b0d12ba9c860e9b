package dev.migrator.cli.command;

import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.DeadlineText;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.render.DeadlineView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.engine.Deadline;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deadline",
    description = {
      "Move the deadline of the snapshot that is being taken into a bundle, or give it one.",
      "It heeds that within seconds."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class DeadlineCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final BundleArgument bundle;

  @Parameters(
      index = "1",
      paramLabel = "T",
      description = "An instant as 2026-11-26T18:00:00+01:00, or a span from now as +30h.")
  private String deadline;

  @Option(names = "--margin", paramLabel = "SPAN", description = DeadlineText.MARGIN)
  private @Nullable String margin;

  DeadlineCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.bundle = new BundleArgument(around);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() {
    Deadline moved = DeadlineText.parse(deadline, margin, around.clock().instant());
    around.verbs().moveDeadline(bundle.address(), moved);
    return output.printer("deadline").show(new DeadlineView(bundle.label(), moved));
  }
}
