package dev.migrator.cli.command;

import dev.migrator.cli.option.Output;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "migrator",
    description = {
      "Save buckets, file trees and databases into a bundle, prove that it is whole, restore it"
          + " elsewhere."
    },
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Begin with:",
      "  migrator snapshot s3://BUCKET /srv/www --bundle /backup/mine",
      "  migrator verify /backup/mine"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class RootCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final Output output;
  @Spec private CommandSpec spec;

  RootCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
  }

  @Override
  public Integer call() {
    return output
        .printer(spec.name())
        .fail(ExitCode.USAGE, "no command was given", "See " + around.program() + " --help.");
  }
}
