package dev.migrator.cli.command;

import dev.migrator.cli.demo.Demo;
import dev.migrator.cli.demo.DemoView;
import dev.migrator.cli.demo.Narrator;
import dev.migrator.cli.demo.Narrator.Voice;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Play the whole story on embedded services: snapshot, a kill in the middle, a second run that goes on, verify, restore, compare.",
      "Needs nothing but this program; takes a minute or two."
    })
final class DemoCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "An empty or new folder to play in, which stays. By default one below the temporary folder.")
  private @Nullable Path folder;

  DemoCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE);
  }

  @Override
  public Integer call() {
    try {
      Path stage = folder == null ? Files.createTempDirectory("migrator-demo-") : folder;
      Narrator narrator =
          new Narrator(around.stdout(), output.isTold() ? Voice.ALOUD : Voice.SILENT);
      Demo.Outcome outcome = Demo.play(stage.toAbsolutePath(), around.program(), narrator);
      return output.printer("demo").show(new DemoView(outcome, output.next()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "the demo was interrupted", "Run the same command again in another folder.", e);
    } catch (IOException e) {
      throw new UsageException(
          "cannot play the demo in " + folder + ": " + e.getMessage(),
          "Name a folder that can be written to with --dir.",
          e);
    }
  }
}
