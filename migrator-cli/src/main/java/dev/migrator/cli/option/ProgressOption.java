package dev.migrator.cli.option;

import dev.migrator.cli.render.ProgressDisplay;
import dev.migrator.cli.render.ProgressDisplay.Detail;
import dev.migrator.error.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a long command tells how far it has come.
public final class ProgressOption {
  private final Output output;

  @Option(
      names = "--progress",
      paramLabel = "json",
      description =
          "One line of JSON a second on standard error: time, state, done and total, and when it"
              + " will end.")
  private @Nullable String form;

  public ProgressOption(Output output) {
    this.output = output;
  }

  /// Starts to show progress. The caller closes it before anything else is printed.
  public ProgressDisplay start() {
    if (form != null && !form.equals("json")) {
      throw new UsageException(
          "--progress is \"" + form + "\"; allowed: json", "Leave --progress out for a line.");
    }
    return output.progress(form == null ? Detail.SHOWN : Detail.JSON);
  }
}
