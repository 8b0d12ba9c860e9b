package dev.migrator.cli.render;

import dev.migrator.plan.Capacity;
import dev.migrator.plan.Forecast;
import dev.migrator.plan.Forecast.OfSource;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A forecast for people: when each source is done, what falls off, what would help.
final class PlanPage {
  private static final int RANGES = 3;

  private final Forecast forecast;
  private final Capacity capacity;

  PlanPage(Forecast forecast, Capacity capacity) {
    this.forecast = forecast;
    this.capacity = capacity;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(table());
    forecast.sources().forEach(source -> addNotFitting(lines, source));
    if (forecast.cost() > 0) {
      lines.add("");
      lines.add("cost of all: " + String.format(Locale.ROOT, "%,.2f", forecast.cost()));
    }
    addRemedies(lines);
    return lines;
  }

  private List<String> table() {
    Table table = new Table("lrrrrrll");
    table.row("source", "value", "objects", "bytes", "end P50", "end P95", "fits", "its place");
    for (OfSource source : forecast.sources()) {
      table.row(
          source.source(),
          String.valueOf(source.value()),
          Figures.count(source.objects()),
          Figures.bytes(source.bytes()),
          Figures.duration(source.p50End()),
          Figures.duration(source.p95End()),
          fits(source),
          source.place());
    }
    return table.lines();
  }

  /// `yes`, `no`, or how much of it does.
  private static String fits(OfSource source) {
    if (source.fits()) {
      return "yes";
    }
    long fitting = source.objects() - source.objectsNotFitting();
    return fitting == 0 ? "no" : share(fitting, source.objects());
  }

  /// Rounded down, so that all is only said of all.
  static String share(long part, long whole) {
    double percent = whole == 0 ? 100 : Math.floor(1000.0 * part / whole) / 10;
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  private static void addNotFitting(List<String> lines, OfSource source) {
    if (source.fits()) {
      return;
    }
    lines.add("");
    lines.add(
        "%s: %s, %s do not fit"
            .formatted(
                source.source(),
                Figures.count(source.objectsNotFitting(), "object"),
                Figures.bytes(source.bytesNotFitting())));
    source.notFitting().stream().limit(RANGES).forEach(piece -> lines.add("  " + range(piece)));
    if (source.notFitting().size() > RANGES) {
      lines.add("  and " + Figures.count(source.notFitting().size() - RANGES, "range") + " more");
    }
  }

  private static String range(Piece piece) {
    String to = piece.to().isEmpty() ? "to the end" : "to before " + piece.to();
    return "from %s %s: %s, %s"
        .formatted(
            piece.from().isEmpty() ? "the beginning" : piece.from(),
            to,
            Figures.count(piece.objects(), "object"),
            Figures.bytes(piece.bytes()));
  }

  private void addRemedies(List<String> lines) {
    if (!forecast.remedies().isEmpty()) {
      lines.add("");
      lines.add("all would fit, at P95, with one of these:");
      forecast.remedies().forEach(remedy -> lines.add("  " + words(remedy)));
    }
  }

  private String words(Remedy remedy) {
    return switch (remedy) {
      case Remedy.Link(double bytesPerSecond) -> "a link of " + bits(bytesPerSecond);
      case Remedy.Workers(int workers) -> Figures.count(workers) + " workers";
      case Remedy.LinkAndWorkers(double bytesPerSecond, int workers) ->
          "a link of " + bits(bytesPerSecond) + " and " + Figures.count(workers) + " workers";
      case Remedy.Machines(int machines) ->
          "%s, each with %s%s"
              .formatted(
                  Figures.count(machines, "machine"),
                  capacity.hasLimitedLink()
                      ? "a link of " + bits(capacity.bytesPerSecond()) + " and "
                      : "",
                  Figures.count(capacity.workers(), "worker"));
      case Remedy.WithoutDerived() -> "the derived data left out";
      case Remedy.Time(Duration more) -> "a deadline " + Figures.duration(more) + " later";
    };
  }

  static String bits(double bytesPerSecond) {
    double bits = bytesPerSecond * 8;
    return bits >= 1e9
        ? String.format(Locale.ROOT, "%.1f Gbit/s", bits / 1e9)
        : String.format(Locale.ROOT, "%.1f Mbit/s", bits / 1e6);
  }
}
