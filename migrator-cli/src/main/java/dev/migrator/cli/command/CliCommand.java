package dev.migrator.cli.command;

import dev.migrator.cli.run.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;

/// A command of the tree: parses, makes one call, renders, returns the exit code.
public interface CliCommand extends Callable<Integer> {

  /// All that it may return; its help lists them.
  List<ExitCode> exitCodes();

  @Override
  Integer call();
}
