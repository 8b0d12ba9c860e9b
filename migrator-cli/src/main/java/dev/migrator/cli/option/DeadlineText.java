package dev.migrator.cli.option;

import dev.migrator.engine.Deadline;
import dev.migrator.error.UsageException;
import dev.migrator.estate.Span;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A deadline as people give it.
public final class DeadlineText {
  /// Of the option `--margin`.
  public static final String MARGIN =
      "How long before the deadline a run is over. Without it 2 %% of the time left, at least 5 s,"
          + " at most 20 min.";

  static final String HINT =
      "Give an instant with its offset, as 2026-11-26T18:00:00+01:00, or a span from now, as +30h.";

  private DeadlineText() {}

  /// @param margin null for the usual one
  /// @throws UsageException if that is no deadline, or it has passed
  public static Deadline parse(String text, @Nullable String margin, Instant now) {
    Instant at = instant(text, now);
    Deadline deadline =
        margin == null ? Deadline.of(at, now) : new Deadline(at, span("--margin", margin));
    if (!deadline.end().isAfter(now)) {
      throw new UsageException(
          "the deadline %s, less a margin of %d s, has passed"
              .formatted(text, deadline.margin().toSeconds()),
          "Give a later one, or a smaller --margin.");
    }
    return deadline;
  }

  private static Instant instant(String text, Instant now) {
    if (text.startsWith("+")) {
      return now.plus(span("the deadline", text.substring(1))).truncatedTo(ChronoUnit.SECONDS);
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UsageException("the deadline " + text + " is no instant and no span", HINT, e);
    }
  }

  private static Duration span(String what, String text) {
    return Span.parse(text)
        .orElseThrow(() ->
            new UsageException(
                "%s: %s is no span of time".formatted(what, text), "Give " + Span.ALLOWED + "."));
  }
}
