package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.render.GapLine;
import dev.migrator.cli.render.Printer;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.cli.run.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "gaps",
    description = "List what a bundle does not hold, one line each, with the reason.")
final class GapsCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final BundleArgument bundle;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SOURCE", description = "Only this source.")
  private @Nullable String source;

  private record Head(String bundle, long commit) {}

  GapsCommand(Surroundings around, Output output) {
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
    Printer printer = output.printer("gaps");
    try (OpenBundle opened = around.verbs().open(bundle.address())) {
      Commit head = opened.head();
      ChosenSources.of(head, source);
      printer.startList(new Head(bundle.label(), head.number()), "gaps");
      opened.gaps(
          head, source, gap -> printer.add(() -> GapLine.text(gap), () -> GapLine.json(gap)));
    }
    return printer.end(ExitCode.COMPLETE);
  }
}
