package dev.migrator.cli.option;

import dev.migrator.cli.run.Surroundings;
import dev.migrator.engine.Deadline;
import dev.migrator.error.UsageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// By when a run is to have sealed what it has.
public final class DeadlineOptions {
  private final Surroundings around;

  @Option(
      names = "--deadline",
      paramLabel = "T",
      description =
          "When the account dies: an instant as 2026-11-26T18:00:00+01:00, or a span from now as"
              + " +30h or +1h30m. Before it comes, what was captured is sealed and what was not is"
              + " named.")
  private @Nullable String deadline;

  @Option(names = "--margin", paramLabel = "SPAN", description = DeadlineText.MARGIN)
  private @Nullable String margin;

  public DeadlineOptions(Surroundings around) {
    this.around = around;
  }

  /// Empty if none was given.
  public Optional<Deadline> deadline() {
    if (deadline == null && margin != null) {
      throw new UsageException("--margin without --deadline", DeadlineText.HINT);
    }
    return Optional.ofNullable(deadline)
        .map(text -> DeadlineText.parse(text, margin, around.clock().instant()));
  }
}
