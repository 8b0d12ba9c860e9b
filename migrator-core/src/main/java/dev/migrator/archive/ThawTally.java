package dev.migrator.archive;

import dev.migrator.archive.ThawDecision.Lost;
import dev.migrator.archive.ThawDecision.Thaw;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decisions on many objects, summed up. Not for several threads.
public final class ThawTally {
  private static final Comparator<Kind> ORDER =
      Comparator.comparing(Kind::from)
          .thenComparing(Kind::tier, Comparator.nullsLast(Comparator.naturalOrder()));

  private final SortedMap<Kind, Sum> sums = new TreeMap<>(ORDER);

  /// @param tier null for what is lost
  private record Kind(ArchiveClass from, @Nullable Tier tier) {}

  private record Sum(long objects, long bytes, BigDecimal costUsd, Instant readyBy, String reason) {
    Sum plus(Sum other) {
      return new Sum(
          objects + other.objects,
          bytes + other.bytes,
          costUsd.add(other.costUsd),
          readyBy.isAfter(other.readyBy) ? readyBy : other.readyBy,
          reason.isEmpty() ? other.reason : reason);
    }
  }

  public void add(ArchiveClass from, long sizeBytes, ThawDecision decision) {
    switch (decision) {
      case Thaw thaw ->
          add(
              new Kind(from, thaw.tier()),
              new Sum(1, sizeBytes, thaw.costUsd(), thaw.readyBy(), ""));
      case Lost lost ->
          add(
              new Kind(from, null),
              new Sum(1, sizeBytes, BigDecimal.ZERO, Instant.MIN, lost.reason()));
    }
  }

  private void add(Kind kind, Sum sum) {
    sums.merge(kind, sum, Sum::plus);
  }

  public void add(ThawTally other) {
    other.sums.forEach(this::add);
  }

  public boolean isEmpty() {
    return sums.isEmpty();
  }

  /// A line for each archive and way, for people.
  public List<String> lines(PriceList prices) {
    List<String> lines = new ArrayList<>();
    sums.forEach((kind, sum) -> lines.add(line(kind, sum, prices)));
    return lines;
  }

  private static String line(Kind kind, Sum sum, PriceList prices) {
    String what =
        String.format(
            Locale.ROOT,
            "%,d %s, %,d bytes, in %s",
            sum.objects,
            sum.objects == 1 ? "object" : "objects",
            sum.bytes,
            kind.from);
    return kind.tier == null
        ? what + ": LOST: " + sum.reason
        : "%s: brought back by %s, there by %s, for about %s USD (list price of %s, %s; look up your region's)"
            .formatted(
                what,
                kind.tier.wire(),
                sum.readyBy.truncatedTo(ChronoUnit.SECONDS),
                sum.costUsd.setScale(2, RoundingMode.CEILING),
                prices.region(),
                prices.asOf());
  }
}
