package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.plan.Forecast;
import dev.migrator.simulate.Scenario;
import dev.migrator.simulate.Simulation;
import dev.migrator.simulate.Simulation.Came;
import dev.migrator.simulate.Simulation.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The plan page of a scenario, and what came of it.
public record SimulationView(Simulation simulation) implements View {

  /// Spans are ISO 8601 durations from the start.
  ///
  /// @param warnedAt when the run first saw that not all may fit; null if it never did
  private record Json(
      String deadline,
      String margin,
      boolean fits,
      String p50End,
      String p95End,
      double cost,
      List<PlannedSourceJson> sources,
      @Nullable PromiseJson atAQuarter,
      @Nullable String warnedAt,
      String end,
      List<CameJson> came) {}

  private record PromiseJson(
      String at, String p50End, String p95End, long objectsNotFitting, long bytesNotFitting) {}

  private record CameJson(
      String name, long objects, long bytes, long objectsLost, long bytesLost, String end) {}

  @Override
  public ExitCode exitCode() {
    return simulation.plan().fits() ? ExitCode.COMPLETE : ExitCode.GAPS;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(heading());
    lines.add("");
    lines.addAll(new PlanPage(simulation.plan(), scenario().capacity()).lines());
    lines.add("");
    lines.add("the simulated run, seed " + scenario().seed() + ": " + ending());
    lines.add("");
    lines.addAll(came());
    lines.add("");
    lines.addAll(promises());
    return lines;
  }

  private Scenario scenario() {
    return simulation.scenario();
  }

  private String heading() {
    return "%s before the deadline in %s (margin %s), with %s on a link of %s"
        .formatted(
            simulation.plan().fits() ? "all fits" : "not all fits",
            Figures.duration(scenario().deadline()),
            Figures.duration(scenario().margin()),
            Figures.count(scenario().capacity().workers(), "worker"),
            PlanPage.bits(scenario().capacity().bytesPerSecond()));
  }

  private String ending() {
    String end = Figures.duration(simulation.end());
    if (simulation.objectsLost() == 0) {
      return "all captured after " + end;
    }
    boolean early = scenario().suspendedEarly() != null;
    return (early ? "suspended early or ended" : "ended") + " after " + end + ", not all captured";
  }

  private List<String> came() {
    Table table = new Table("lrrrrrr");
    table.row("source", "captured", "bytes", "of all", "lost", "bytes", "end");
    for (Came one : simulation.came()) {
      table.row(
          one.source(),
          Figures.count(one.objects()),
          Figures.bytes(one.bytes()),
          PlanPage.share(one.objects(), one.objects() + one.objectsLost()),
          Figures.count(one.objectsLost()),
          Figures.bytes(one.bytesLost()),
          one.objects() == 0 ? "" : Figures.duration(one.end()));
    }
    return table.lines();
  }

  private List<String> promises() {
    Table table = new Table("lrrrr");
    table.row("", "end P50", "end P95", "lost", "bytes");
    row(table, "promised at the start", Duration.ZERO, simulation.plan());
    Promise promised = simulation.promised();
    if (promised != null) {
      String when = "promised at 25 % of the work, after " + Figures.duration(promised.at());
      row(table, when, promised.at(), promised.forecast());
    }
    String came = Figures.duration(simulation.end());
    table.row("came", came, "", lost(simulation.objectsLost()), bytes(simulation.bytesLost()));
    return table.lines();
  }

  private static void row(Table table, String what, Duration at, Forecast forecast) {
    table.row(
        what,
        Figures.duration(at.plus(forecast.p50End())),
        Figures.duration(at.plus(forecast.p95End())),
        lost(forecast.objectsNotFitting()),
        bytes(forecast.bytesNotFitting()));
  }

  private static String lost(long objects) {
    return objects == 0 ? "none" : Figures.count(objects);
  }

  private static String bytes(long bytes) {
    return bytes == 0 ? "" : Figures.bytes(bytes);
  }

  @Override
  public Object json() {
    Forecast plan = simulation.plan();
    Promise promised = simulation.promised();
    Duration warned = simulation.warned();
    return new Json(
        scenario().deadline().toString(),
        scenario().margin().toString(),
        plan.fits(),
        plan.p50End().toString(),
        plan.p95End().toString(),
        plan.cost(),
        PlannedSourceJson.all(plan, Duration::toString),
        promised == null ? null : json(promised),
        warned == null ? null : warned.toString(),
        simulation.end().toString(),
        simulation.came().stream().map(SimulationView::json).toList());
  }

  private static PromiseJson json(Promise promised) {
    Forecast forecast = promised.forecast();
    return new PromiseJson(
        promised.at().toString(),
        promised.at().plus(forecast.p50End()).toString(),
        promised.at().plus(forecast.p95End()).toString(),
        forecast.objectsNotFitting(),
        forecast.bytesNotFitting());
  }

  private static CameJson json(Came came) {
    return new CameJson(
        came.source(),
        came.objects(),
        came.bytes(),
        came.objectsLost(),
        came.bytesLost(),
        came.end().toString());
  }
}
