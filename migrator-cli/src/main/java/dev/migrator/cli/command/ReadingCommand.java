package dev.migrator.cli.command;

import dev.migrator.cli.run.ExitCode;
import java.util.List;

/// What the commands that only read a bundle have in common. They judge nothing: that a bundle has
/// gaps is what they tell, not a failure.
final class ReadingCommand {
  static final List<ExitCode> EXIT_CODES =
      List.of(
          ExitCode.COMPLETE,
          ExitCode.FAILED,
          ExitCode.USAGE,
          ExitCode.DAMAGED,
          ExitCode.INTERRUPTED,
          ExitCode.NO_BUNDLE);

  private ReadingCommand() {}
}
