package dev.migrator.cli.render;

import dev.migrator.plan.Forecast;
import dev.migrator.plan.Forecast.OfSource;
import dev.migrator.plan.Piece;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is foretold of one source.
record PlannedSourceJson(
    String name,
    long objects,
    long bytes,
    String p50End,
    String p95End,
    boolean fits,
    List<RangeJson> notFitting,
    double cost,
    int value,
    String place) {

  /// @param from a key, included
  /// @param to excluded; null for the end
  record RangeJson(String from, @Nullable String to, long objects, long bytes) {}

  /// @param end how an end is told, from its span from now
  static List<PlannedSourceJson> all(Forecast forecast, Function<Duration, String> end) {
    return forecast.sources().stream().map(source -> of(source, end)).toList();
  }

  private static PlannedSourceJson of(OfSource source, Function<Duration, String> end) {
    return new PlannedSourceJson(
        source.source(),
        source.objects(),
        source.bytes(),
        end.apply(source.p50End()),
        end.apply(source.p95End()),
        source.fits(),
        source.notFitting().stream().map(PlannedSourceJson::of).toList(),
        source.cost(),
        source.value(),
        source.place());
  }

  private static RangeJson of(Piece piece) {
    return new RangeJson(
        piece.from(), piece.to().isEmpty() ? null : piece.to(), piece.objects(), piece.bytes());
  }
}
