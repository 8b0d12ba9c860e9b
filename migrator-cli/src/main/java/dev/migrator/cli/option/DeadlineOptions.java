package dev.migrator.cli.option;

import dev.migrator.cli.run.Surroundings;
import dev.migrator.engine.Deadline;
import dev.migrator.error.UsageException;
import dev.migrator.estate.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// By when a run is to have sealed what it has.
public final class DeadlineOptions {
  private static final String HINT =
      "Give an instant with its offset, as 2026-11-26T18:00:00+01:00, or a span from now, as +30h.";

  private final Surroundings around;

  @Option(
      names = "--deadline",
      paramLabel = "T",
      description =
          "When the account dies: an instant as 2026-11-26T18:00:00+01:00, or a span from now as"
              + " +30h or +1h30m. Before it comes, what was captured is sealed and what was not is"
              + " named.")
  private @Nullable String deadline;

  @Option(
      names = "--margin",
      paramLabel = "SPAN",
      description =
          "How long before the deadline that is done. Without it 2 %% of the time left, at least 5 s,"
              + " at most 20 min.")
  private @Nullable String margin;

  public DeadlineOptions(Surroundings around) {
    this.around = around;
  }

  /// Empty if none was given.
  public Optional<Deadline> deadline() {
    if (deadline == null) {
      if (margin != null) {
        throw new UsageException("--margin without --deadline", HINT);
      }
      return Optional.empty();
    }
    Instant now = around.clock().instant();
    Deadline parsed = parse(deadline, now);
    if (!parsed.end().isAfter(now)) {
      throw new UsageException(
          "--deadline %s, less a margin of %d s, has passed"
              .formatted(deadline, parsed.margin().toSeconds()),
          "Give a later one, or a smaller --margin; without --deadline a run ends when all is done.");
    }
    return Optional.of(parsed);
  }

  private Deadline parse(String text, Instant now) {
    Instant at = instant(text, now);
    return margin == null ? Deadline.of(at, now) : new Deadline(at, span("--margin", margin));
  }

  private static Instant instant(String text, Instant now) {
    if (text.startsWith("+")) {
      return now.plus(span("--deadline", text.substring(1)));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException("--deadline " + text + " is no instant and no span", HINT, e);
    }
  }

  private static Duration span(String option, String text) {
    return Span.parse(text)
        .orElseThrow(() ->
            new UsageException(
                "%s %s is no span of time".formatted(option, text), "Give " + Span.ALLOWED + "."));
  }
}
