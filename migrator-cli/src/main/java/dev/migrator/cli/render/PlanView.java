package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.plan.Forecast;
import dev.migrator.plan.Lane;
import dev.migrator.plan.Piece;
import dev.migrator.snapshot.Measured.Silent;
import dev.migrator.snapshot.PlanResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The plan page of an estate.
///
/// @param detail whether the queue is shown, too
public record PlanView(PlanResult plan, Detail detail) implements View {

  public enum Detail {
    USUAL,
    EXPLAINED
  }

  /// Instants are ISO 8601 in UTC.
  private record Json(
      String deadline,
      String margin,
      boolean fits,
      String p50End,
      String p95End,
      double cost,
      List<PlannedSourceJson> sources,
      List<String> given,
      List<String> measured,
      List<String> uncounted,
      List<SilentJson> silent,
      List<UnitJson> queue) {}

  private record SilentJson(String name, String reason) {}

  private record UnitJson(String source, String place, String from, long objects, long bytes) {}

  @Override
  public ExitCode exitCode() {
    return plan.fits() ? ExitCode.COMPLETE : ExitCode.GAPS;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(heading());
    lines.add("");
    lines.addAll(new PlanPage(forecast(), plan.capacity()).lines());
    addOrigin(lines);
    addUnknown(lines);
    switch (detail) {
      case USUAL -> {}
      case EXPLAINED -> addQueue(lines);
    }
    return lines;
  }

  private Forecast forecast() {
    return plan.forecast();
  }

  private String heading() {
    return "%s before the deadline %s, in %s (margin %s); ends are from now"
        .formatted(
            plan.fits() ? "all fits" : "not all fits",
            Figures.time(plan.deadline().at()),
            Figures.duration(Duration.between(plan.at(), plan.deadline().at())),
            Figures.duration(plan.deadline().margin()));
  }

  /// Where the figures come from, if not all were measured.
  private void addOrigin(List<String> lines) {
    if (plan.given().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("figures given, not measured: " + String.join(", ", plan.given()));
    if (!plan.measured().isEmpty()) {
      lines.add("figures measured: " + String.join(", ", plan.measured()));
    }
    if (!plan.capacity().hasLimitedLink()) {
      lines.add("what was given is planned as if no link were in its way: give --link");
    }
  }

  private void addUnknown(List<String> lines) {
    if (!plan.uncounted().isEmpty()) {
      lines.add("");
      lines.add(
          "not counted to the end, there is more: %s; say with `about:` how much"
              .formatted(String.join(", ", plan.uncounted())));
    }
    for (Silent silent : plan.silent()) {
      lines.add("");
      lines.add("not measured: %s: %s".formatted(silent.source(), silent.failure().getMessage()));
      lines.add("  " + silent.failure().hint());
    }
  }

  private void addQueue(List<String> lines) {
    lines.add("");
    lines.add("the queue:");
    Table table = new Table("rllrr");
    table.row("", "source", "from", "objects", "bytes");
    int number = 0;
    for (Lane lane : plan.queue()) {
      for (Piece piece : lane.pieces()) {
        table.row(
            String.valueOf(++number),
            lane.work().source(),
            piece.from(),
            Figures.count(piece.objects()),
            Figures.bytes(piece.bytes()));
      }
    }
    lines.addAll(table.lines());
  }

  @Override
  public Object json() {
    return new Json(
        plan.deadline().at().toString(),
        plan.deadline().margin().toString(),
        plan.fits(),
        end(forecast().p50End()),
        end(forecast().p95End()),
        forecast().cost(),
        PlannedSourceJson.all(forecast(), this::end),
        plan.given(),
        plan.measured(),
        plan.uncounted(),
        plan.silent().stream()
            .map(one -> new SilentJson(one.source(), String.valueOf(one.failure().getMessage())))
            .toList(),
        plan.queue().stream().flatMap(lane -> units(lane).stream()).toList());
  }

  private String end(Duration fromNow) {
    return plan.at().plus(fromNow).toString();
  }

  private static List<UnitJson> units(Lane lane) {
    return lane.pieces().stream()
        .map(piece ->
            new UnitJson(
                lane.work().source(),
                lane.rank().explain(),
                piece.from(),
                piece.objects(),
                piece.bytes()))
        .toList();
  }
}
