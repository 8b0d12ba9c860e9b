package dev.migrator.cli.option;

import dev.migrator.error.UsageException;
import picocli.CommandLine.Option;

/// How much is done at one time.
public final class WorkersOption {
  private static final int MOST = 512;

  /// A range's thread compresses and hashes: more than these have no core, and their listings only
  /// cost the host.
  private static final int MOST_RANGES =
      Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 8);

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "32",
      description =
          "Objects under way at one time, 1 to 512; 32 without it. The rate adapts to what a host"
              + " bears.")
  private int workers;

  public int count() {
    if (workers < 1 || workers > MOST) {
      throw new UsageException(
          "--workers is " + workers + "; allowed: 1 to " + MOST, "Leave --workers out.");
    }
    return workers;
  }

  /// How many ranges of sources that is.
  public int ranges() {
    return Math.min(MOST_RANGES, count());
  }
}
