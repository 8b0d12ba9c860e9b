package dev.migrator.cli.render;

import dev.migrator.restore.Forecast;
import dev.migrator.restore.RestoreReport.LossCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a restore is about to do, told before the first byte moves.
public final class ForecastText {

  /// @param what an attribute, or `key`, `version` or `bytes`
  /// @param entries how many it concerns; 0 for the store as a whole
  /// @param example a key that it concerns; empty for the store as a whole
  record LossJson(String what, String reason, long entries, String example) {}

  private ForecastText() {}

  public static List<String> lines(Map<String, Forecast> bySource) {
    List<String> lines = new ArrayList<>();
    bySource.forEach((source, forecast) -> add(lines, source, forecast));
    return lines;
  }

  private static void add(List<String> lines, String source, Forecast forecast) {
    lines.add(
        source
            + ": "
            + count(forecast)
            + ", "
            + Figures.bytes(forecast.bytes())
            + " to "
            + forecast.target());
    if (forecast.withoutBytes() > 0) {
      lines.add("  " + Figures.count(forecast.withoutBytes()) + " without bytes in the bundle");
    }
    forecast
        .freeBytes()
        .ifPresent(free -> lines.add("  the target has room for " + Figures.bytes(free)));
    forecast.losses().forEach(loss -> lines.add("  the target cannot hold " + loss(loss)));
  }

  private static String count(Forecast forecast) {
    return switch (forecast.unit()) {
      case ENTRIES ->
          forecast.entries() == 1 ? "1 entry" : Figures.count(forecast.entries()) + " entries";
      case ROWS -> Figures.count(forecast.entries(), "row");
    };
  }

  static String loss(LossCount count) {
    String whose =
        count.entries() == 0
            ? ""
            : " (" + Figures.count(count.entries()) + ", as " + count.example() + ")";
    return count.loss().what() + whose + ": " + count.loss().reason();
  }
}
