package dev.migrator.cli.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrator.engine.Outlook;
import dev.migrator.engine.Progress;
import dev.migrator.plan.Confidence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes of what a run has counted one line of JSON.
final class ProgressJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Pace pace = new Pace();

  /// Instants are ISO 8601 in UTC.
  ///
  /// @param objectsTotal known so far; may still grow
  /// @param p50End null as long as nothing is known of it
  /// @param deadline null where the run has none
  /// @param fallsOff what will be missing at the deadline, at P95
  /// @param told remarks since the last line
  @JsonInclude(Include.NON_NULL)
  private record Json(
      String time,
      String state,
      long objectsDone,
      long objectsTotal,
      long bytesDone,
      long bytesTotal,
      long unchanged,
      long gaps,
      @Nullable String p50End,
      @Nullable String p95End,
      @Nullable String deadline,
      List<Outlook.FallsOff> fallsOff,
      List<String> told) {}

  String at(Instant now, long nanos, Progress.View view, List<String> told) {
    pace.observe(nanos, view);
    Optional<Outlook> outlook = view.outlook();
    Json line =
        new Json(
            text(now),
            view.phase(),
            view.objects(),
            view.expectedObjects(),
            view.bytes(),
            view.expectedBytes(),
            view.unchanged(),
            view.gaps(),
            outlook
                .map(seen -> text(seen.p50End()))
                .or(() -> paced(now, view, Confidence.P50))
                .orElse(null),
            outlook
                .map(seen -> text(seen.p95End()))
                .or(() -> paced(now, view, Confidence.P95))
                .orElse(null),
            view.deadline().map(ProgressJson::text).orElse(null),
            outlook.map(Outlook::fallsOff).orElse(List.of()),
            told);
    try {
      return MAPPER.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts that are no JSON", e);
    }
  }

  private Optional<String> paced(Instant now, Progress.View view, Confidence confidence) {
    return pace.needed(view, confidence).map(needed -> text(now.plus(needed)));
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
