package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.database.Withheld;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreReport.LossCount;
import dev.migrator.restore.RestoreReport.Noted;
import dev.migrator.restore.RestoreReport.SourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a restore ended.
///
/// @param bundle as the user named it
public record RestoreView(String bundle, RestoreReport report, NextCommands next) implements View {
  private static final int SHOWN = 20;

  private record Json(
      String bundle, long commit, boolean interrupted, SortedMap<String, SourceJson> sources) {}

  private record SourceJson(
      String target,
      long written,
      long alreadyThere,
      long compared,
      long comparedBytes,
      long gaps,
      Noted withoutBytes,
      Noted damaged,
      Noted conflicts,
      Noted differences,
      List<ForecastText.LossJson> losses,
      List<Withheld> withheld) {}

  @Override
  public ExitCode exitCode() {
    if (report.isDamaged() || report.isDifferent()) {
      return ExitCode.DAMAGED;
    }
    if (report.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return report.hasGaps() || lacksEntries() ? ExitCode.GAPS : ExitCode.COMPLETE;
  }

  private boolean lacksEntries() {
    return report.sources().values().stream()
        .flatMap(source -> source.losses().stream())
        .anyMatch(count -> count.entries() > 0 && count.loss().isOfWholeEntry());
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(headline() + " (commit " + report.commit() + " of " + bundle + ")");
    lines.add("");
    lines.addAll(table());
    report.sources().forEach((source, one) -> addDetails(lines, source, one));
    List<String> steps = nextSteps();
    if (!steps.isEmpty()) {
      lines.add("");
      lines.addAll(steps);
    }
    return lines;
  }

  private List<String> nextSteps() {
    List<String> steps = new ArrayList<>();
    if (report.interrupted()) {
      steps.add("go on from here:      " + next.again());
    }
    if (report.sources().values().stream().anyMatch(one -> one.gaps() > 0)) {
      steps.add("see what is missing:  " + next.with("gaps", bundle));
    }
    return steps;
  }

  private String headline() {
    if (report.isDamaged()) {
      return "DAMAGED: the bundle does not hold all bytes that it should";
    }
    if (report.isDifferent()) {
      return "FAILED: what was read back is not what was written";
    }
    if (report.interrupted()) {
      return "interrupted";
    }
    return exitCode() == ExitCode.COMPLETE
        ? "restored, read back and equal"
        : "restored, read back and equal, but not all";
  }

  private List<String> table() {
    Table table = new Table("lrrrrl");
    table.row("source", "written", "there already", "compared", "bytes", "target");
    report.sources().forEach((source, one) -> addRow(table, source, one));
    return table.lines();
  }

  private static void addRow(Table table, String source, SourceReport one) {
    table.row(
        source,
        Figures.count(one.written()),
        Figures.count(one.alreadyThere()),
        Figures.count(one.compared()),
        Figures.bytes(one.comparedBytes()),
        one.target());
  }

  private static void addDetails(List<String> lines, String source, SourceReport one) {
    if (one.gaps() > 0) {
      lines.add("");
      lines.add(source + ": the snapshot itself has " + Figures.count(one.gaps(), "gap"));
    }
    add(lines, source, "in the bundle without bytes (gaps of the snapshot)", one.withoutBytes());
    add(lines, source, "damaged in the bundle and not written", one.damaged());
    add(lines, source, "left alone, because the target holds something else", one.conflicts());
    add(lines, source, "not as written", one.differences());
    List<String> losses = one.losses().stream().map(ForecastText::loss).toList();
    if (!losses.isEmpty()) {
      lines.add("");
      lines.add(source + ": what the target does not hold");
      losses.forEach(loss -> lines.add("  " + loss));
    }
    if (!one.withheld().isEmpty()) {
      lines.add("");
      lines.add(source + ": withheld from the bundle, which is not encrypted; to be set again");
      one.withheld().forEach(secret -> lines.add("  " + secret.what() + ": " + secret.remedy()));
    }
  }

  private static void add(List<String> lines, String source, String what, Noted noted) {
    if (noted.count() == 0) {
      return;
    }
    lines.add("");
    lines.add(source + ": " + Figures.count(noted.count()) + " " + what);
    noted.first().stream()
        .limit(SHOWN)
        .forEach(entry -> lines.add("  " + entry.key() + ": " + entry.detail()));
    if (noted.count() > SHOWN) {
      lines.add("  and " + Figures.count(noted.count() - SHOWN) + " more");
    }
  }

  @Override
  public Object json() {
    SortedMap<String, SourceJson> sources = new TreeMap<>();
    report.sources().forEach((source, one) -> sources.put(source, json(one)));
    return new Json(bundle, report.commit(), report.interrupted(), sources);
  }

  private static SourceJson json(SourceReport one) {
    return new SourceJson(
        one.target(),
        one.written(),
        one.alreadyThere(),
        one.compared(),
        one.comparedBytes(),
        one.gaps(),
        one.withoutBytes(),
        one.damaged(),
        one.conflicts(),
        one.differences(),
        one.losses().stream().map(RestoreView::json).toList(),
        one.withheld());
  }

  private static ForecastText.LossJson json(LossCount count) {
    return new ForecastText.LossJson(
        count.loss().what(), count.loss().reason(), count.entries(), count.example());
  }
}
