package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.render.StatusView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.model.Gap;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "status", description = "Tell what a bundle holds, its commits, and what is left.")
final class StatusCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final BundleArgument bundle;

  StatusCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.bundle = new BundleArgument(around);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ReadingCommand.EXIT_CODES;
  }

  @Override
  public Integer call() {
    try (OpenBundle opened = around.verbs().open(bundle.address())) {
      List<Commit> commits = opened.numbers().stream().map(opened::commit).toList();
      StatusView view = new StatusView(bundle.label(), commits, left(opened), output.next());
      return output.printer("status").show(view);
    }
  }

  private static List<Gap> left(OpenBundle opened) {
    List<Gap> left = new ArrayList<>();
    opened.gaps(
        opened.head(),
        null,
        gap -> {
          if (gap.scope() instanceof Gap.OfRange
              || (gap.scope() instanceof Gap.OfPart && gap.code() == Gap.Code.NOT_REACHED)) {
            left.add(gap);
          }
        });
    return left;
  }
}
