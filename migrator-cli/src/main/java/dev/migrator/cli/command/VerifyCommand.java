package dev.migrator.cli.command;

import dev.migrator.cli.option.BundleArgument;
import dev.migrator.cli.option.CommitOption;
import dev.migrator.cli.option.Output;
import dev.migrator.cli.option.ProgressOption;
import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.render.VerifyView;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.cli.run.Surroundings;
import dev.migrator.verify.Verification;
import dev.migrator.verify.Verification.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "verify", description = "Check a bundle against what its commit says.")
final class VerifyCommand implements CliCommand {
  private final Surroundings around;
  @Mixin private final Output output;
  @Mixin private final ProgressOption progress;
  @Mixin private final BundleArgument bundle;
  @Mixin private final CommitOption commit = new CommitOption();

  @ArgGroup private @Nullable Thoroughness thoroughness;

  private static final class Thoroughness {
    @Option(names = "--read", description = "Read and hash every byte. This is the default.")
    private boolean read;

    @Option(
        names = "--fast",
        description = "Only look at files, their lengths, the commits and the tag files.")
    private boolean fast;
  }

  VerifyCommand(Surroundings around, Output output) {
    this.around = around;
    this.output = output;
    this.progress = new ProgressOption(output);
    this.bundle = new BundleArgument(around);
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
    Verification verification;
    try (ProgressDisplay shown = progress.start()) {
      verification =
          around.verbs().verify(bundle.address(), commit.number(), level(), shown.progress());
    }
    VerifyView view = new VerifyView(bundle.label(), verification, output.next());
    return output.printer("verify").show(view);
  }

  private Level level() {
    return thoroughness != null && thoroughness.fast && !thoroughness.read
        ? Level.FAST
        : Level.READ;
  }
}
