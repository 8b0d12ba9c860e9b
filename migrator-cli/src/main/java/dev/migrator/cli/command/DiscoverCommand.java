package dev.migrator.cli.command;

import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.ProgressOption;
import dev.migrator.cli.option.ReportFiles;
import dev.migrator.cli.render.DiscoveryView;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.discover.Discovery;
import dev.migrator.estate.AccountOptions;
import dev.migrator.store.StoreAddress.AccountAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "discover",
    description = {
      "Find out what an account of AWS holds: write an estate file that saves it, and beside it a"
          + " report on what binds to the host, as NAME.lock-in.md and NAME.lock-in.json.",
      "Nothing is changed, and no secret is read."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
final class DiscoverCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final ProgressOption progress;

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "Profile of the AWS configuration; without it the SDK's usual chain is used.")
  private @Nullable String profile;

  @Option(
      names = "--region",
      paramLabel = "R",
      description =
          "Look at this region; may be given several times. Without it, at all that the account has"
              + " switched on. Global services and buckets are always looked at.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "A host other than AWS that speaks its protocols; else AWS_ENDPOINT_URL.")
  private @Nullable String endpoint;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "ESTATE.yaml",
      description = "The estate file to write; there must be none yet.")
  private Path estate;

  DiscoverCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.progress = new ProgressOption(output);
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(
        ExitCode.COMPLETE, ExitCode.FAILED, ExitCode.USAGE, ExitCode.GAPS, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() {
    ReportFiles files = ReportFiles.beside(estate);
    files.requireNone();
    AccountAddress account =
        AccountOptions.address(profile, regions, endpoint, around.environment());
    Discovery discovery;
    try (ProgressDisplay shown = progress.start()) {
      discovery = around.verbs().discover(account, shown.progress());
    }
    files.write(discovery);
    return output
        .printer("discover")
        .show(new DiscoveryView(discovery, files.paths(), output.next()));
  }
}
