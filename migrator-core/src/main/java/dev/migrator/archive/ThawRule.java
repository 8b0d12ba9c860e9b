package dev.migrator.archive;

import dev.migrator.archive.ThawDecision.Lost;
import dev.migrator.archive.ThawDecision.Thaw;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Decides how an archived object is brought back: the cheapest way that is over, at its latest, so
/// long before the end that the object can be copied.
///
/// @param limit the dearest way that may be taken
public record ThawRule(PriceList prices, ThawLimit limit) {
  /// What one connection gives, as forecasts assume where nothing was measured.
  private static final long COPY_BYTES_PER_SECOND = 40_000_000;

  /// Where no end is known: enough to go on with an interrupted run.
  private static final int USUAL_DAYS = 7;

  /// @param end when the run is over; empty without a deadline
  /// @param refused ways that the host did not take, with its words
  public ThawDecision decide(
      ArchiveClass archive,
      long sizeBytes,
      Instant now,
      Optional<Instant> end,
      Map<Tier, String> refused) {
    List<Retrieval> allowed =
        prices.from(archive).stream().filter(way -> limit.allows(way.tier())).toList();
    return allowed.stream()
        .filter(way -> !refused.containsKey(way.tier()))
        .filter(way -> fits(way, sizeBytes, now, end))
        .findFirst()
        .<ThawDecision>map(way -> thaw(way, sizeBytes, now, end))
        .orElseGet(() -> new Lost(whyNot(allowed, refused, end)));
  }

  private static boolean fits(Retrieval way, long sizeBytes, Instant now, Optional<Instant> end) {
    Instant copied = now.plus(way.latest()).plus(copyTime(sizeBytes));
    return end.isEmpty() || !copied.isAfter(end.get());
  }

  /// How long it takes to read an object that was brought back.
  public static Duration copyTime(long sizeBytes) {
    return Duration.ofSeconds(sizeBytes / COPY_BYTES_PER_SECOND + 1);
  }

  private Thaw thaw(Retrieval way, long sizeBytes, Instant now, Optional<Instant> end) {
    int days = end.map(until -> days(Duration.between(now, until))).orElse(USUAL_DAYS);
    return new Thaw(way.tier(), now.plus(way.latest()), days, prices.costUsd(way, sizeBytes, days));
  }

  /// Counted from when it is back; a day begun counts.
  private static int days(Duration left) {
    return (int) Math.max(1, left.plusDays(1).minusSeconds(1).toDays());
  }

  private static String whyNot(
      List<Retrieval> allowed, Map<Tier, String> refused, Optional<Instant> end) {
    String why =
        allowed.stream()
            .max(Comparator.comparing(Retrieval::tier))
            .filter(fastest -> end.isPresent() && !refused.containsKey(fastest.tier()))
            .map(fastest ->
                "the fastest way back that may be taken, %s, may need %s, and the run ends at %s"
                    .formatted(
                        fastest.tier().wire(),
                        words(fastest.latest()),
                        end.get().truncatedTo(ChronoUnit.SECONDS)))
            .orElse("no way back is left");
    return why + told(refused);
  }

  private static String told(Map<Tier, String> refused) {
    return refused.isEmpty()
        ? ""
        : refused.entrySet().stream()
            .map(entry -> entry.getKey().wire() + " was refused: " + entry.getValue())
            .collect(Collectors.joining("; ", "; ", ""));
  }

  private static String words(Duration time) {
    return time.toHours() > 0 ? time.toHours() + " h" : time.toMinutes() + " min";
  }
}
