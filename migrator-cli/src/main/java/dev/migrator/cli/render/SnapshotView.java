package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.snapshot.SnapshotResult.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How a snapshot ended.
///
/// @param bundle as the user named it
/// @param next the commands that may be wanted now
public record SnapshotView(String bundle, SnapshotResult result, NextCommands next)
    implements View {

  private record Json(
      String bundle,
      long commit,
      boolean finished,
      boolean interrupted,
      boolean outOfTime,
      @Nullable String stopped,
      SortedMap<String, Totals> sources,
      List<String> notes) {}

  @Override
  public ExitCode exitCode() {
    if (result.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    return result.finished() && !result.hasGaps() ? ExitCode.COMPLETE : ExitCode.GAPS;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    lines.add("");
    lines.addAll(table());
    if (!result.notes().isEmpty()) {
      lines.add("");
      result.notes().forEach(note -> lines.add("note: " + note));
    }
    lines.add("");
    lines.addAll(nextSteps());
    return lines;
  }

  private String headline() {
    String where = " (commit " + result.commit() + " of " + bundle + ")";
    if (result.interrupted()) {
      return "interrupted, sealed as far as it got" + where;
    }
    if (!result.finished()) {
      return "NOT FINISHED: " + result.stopped() + where;
    }
    return result.hasGaps() ? "complete but with gaps" + where : "complete" + where;
  }

  private List<String> table() {
    Table table = new Table("lrrrrr");
    table.row("source", "objects", "bytes", "moved now", "bytes", "gaps");
    result.sources().forEach((source, totals) -> addRow(table, source, totals));
    return table.lines();
  }

  private static void addRow(Table table, String source, Totals totals) {
    table.row(
        source,
        Figures.count(totals.objects()),
        Figures.bytes(totals.bytes()),
        Figures.count(totals.movedObjects()),
        Figures.bytes(totals.movedBytes()),
        Figures.count(totals.gaps()));
  }

  private List<String> nextSteps() {
    List<String> lines = new ArrayList<>();
    if (result.outOfTime()) {
      lines.add("if there is time yet: " + next.againWithout("--deadline", "--margin"));
      lines.add("an order for others:  meta/continue.yaml in the bundle");
    } else if (!result.finished()) {
      lines.add("go on from here:      " + next.again());
    }
    if (result.hasGaps()) {
      lines.add("see what is missing:  " + next.with("gaps", bundle));
    }
    lines.add("check every byte:     " + next.with("verify", bundle));
    return lines;
  }

  @Override
  public Object json() {
    return new Json(
        bundle,
        result.commit(),
        result.finished(),
        result.interrupted(),
        result.outOfTime(),
        result.stopped(),
        result.sources(),
        result.notes());
  }
}
