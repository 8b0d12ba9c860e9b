package dev.migrator.cli.render;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.CommitGaps;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.database.Cut;
import dev.migrator.model.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a bundle holds and what is left.
///
/// @param bundle as the user named it
/// @param commits all, ascending
/// @param left ranges and tables that were not reached, of the last commit
public record StatusView(String bundle, List<Commit> commits, List<Gap> left, NextCommands next)
    implements View {
  private static final int SHOWN = 10;

  private record Json(
      String bundle,
      String estate,
      boolean finished,
      @Nullable String stopped,
      List<CommitJson> commits,
      SortedMap<String, SourceJson> sources) {}

  private record CommitJson(
      long commit,
      String at,
      boolean finished,
      long entries,
      long objects,
      long bytes,
      long gaps) {}

  /// @param cut of a database; null of a store
  private record SourceJson(
      String kind,
      long entries,
      long objects,
      long bytes,
      long gaps,
      List<RangeJson> left,
      @Nullable CutJson cut) {}

  /// @param position in the server's own log; null where it tells none
  /// @param fuzzy why it is no single instant; null where it is one
  private record CutJson(
      String server, String at, @Nullable String position, @Nullable String fuzzy) {}

  /// @param from percent-encoded, included
  /// @param to percent-encoded, excluded; null for the end
  private record RangeJson(String from, @Nullable String to, String code, String reason) {}

  @Override
  public ExitCode exitCode() {
    return ExitCode.COMPLETE;
  }

  private Commit head() {
    return commits.getLast();
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("bundle " + bundle + ", estate " + head().estate() + ": " + state());
    lines.add("");
    lines.addAll(commitTable());
    lines.add("");
    lines.addAll(sourceTable());
    lines.addAll(cuts());
    if (!left.isEmpty()) {
      lines.add("");
      lines.add("left, not reached yet:");
      left.forEach(gap -> lines.add("  " + GapLine.text(gap)));
    }
    lines.add("");
    lines.addAll(nextSteps());
    return lines;
  }

  private String state() {
    if (head().finished()) {
      return CommitGaps.count(head()) == 0 ? "complete" : "complete but with gaps";
    }
    return head().stopped() == null ? "not finished" : "not finished: " + head().stopped();
  }

  private List<String> commitTable() {
    Table table = new Table("rllrrr");
    table.row("commit", "time", "state", "objects", "bytes", "gaps");
    if (commits.size() > SHOWN) {
      table.row("…", Figures.count(commits.size() - SHOWN) + " earlier", "", "", "", "");
    }
    commits.stream().skip(Math.max(0, commits.size() - SHOWN)).forEach(one -> addRow(table, one));
    return table.lines();
  }

  private static void addRow(Table table, Commit commit) {
    table.row(
        String.valueOf(commit.number()),
        Figures.time(commit.at()),
        commit.finished() ? "finished" : "",
        Figures.count(Extent.of(commit).objects()),
        Figures.bytes(Extent.of(commit).bytes()),
        Figures.count(CommitGaps.count(commit)));
  }

  private List<String> sourceTable() {
    Table table = new Table("llrrr");
    table.row("source", "kind", "objects", "bytes", "gaps");
    head().sources().forEach((source, state) -> addRow(table, source, state));
    return table.lines();
  }

  private static void addRow(Table table, String source, SourceState state) {
    table.row(
        source,
        state.kind(),
        Figures.count(Extent.of(state).objects()),
        Figures.bytes(Extent.of(state).bytes()),
        Figures.count(CommitGaps.count(source, state)));
  }

  /// What instant each database is of.
  private List<String> cuts() {
    List<String> lines = new ArrayList<>();
    head()
        .sources()
        .forEach((source, state) ->
            state.bestCut().ifPresent(best -> lines.add(source + ": " + instant(best.cut()))));
    if (!lines.isEmpty()) {
      lines.addFirst("");
    }
    return lines;
  }

  private static String instant(Cut cut) {
    String at = Figures.time(cut.at());
    if (cut.fuzzy() != null) {
      return "from %s on, not of one instant: %s".formatted(at, cut.fuzzy());
    }
    return "as of " + at + (cut.position() == null ? "" : ", " + cut.position());
  }

  private List<String> nextSteps() {
    List<String> lines = new ArrayList<>();
    if (!head().finished()) {
      lines.add("Run the same snapshot command again: it goes on from here.");
    }
    if (CommitGaps.count(head()) > 0) {
      lines.add("see what is missing:  " + next.with("gaps", bundle));
    }
    lines.add("check every byte:     " + next.with("verify", bundle));
    return lines;
  }

  @Override
  public Object json() {
    SortedMap<String, SourceJson> sources = new TreeMap<>();
    head().sources().forEach((source, state) -> sources.put(source, json(source, state)));
    return new Json(
        bundle,
        head().estate(),
        head().finished(),
        head().stopped(),
        commits.stream().map(StatusView::json).toList(),
        sources);
  }

  private static CommitJson json(Commit commit) {
    return new CommitJson(
        commit.number(),
        commit.at().toString(),
        commit.finished(),
        Extent.of(commit).entries(),
        Extent.of(commit).objects(),
        Extent.of(commit).bytes(),
        CommitGaps.count(commit));
  }

  private SourceJson json(String source, SourceState state) {
    return new SourceJson(
        state.kind(),
        Extent.of(state).entries(),
        Extent.of(state).objects(),
        Extent.of(state).bytes(),
        CommitGaps.count(source, state),
        left.stream()
            .filter(gap -> gap.source().equals(source))
            .flatMap(gap -> range(gap).stream())
            .toList(),
        state.bestCut().map(best -> json(best.cut())).orElse(null));
  }

  private static CutJson json(Cut cut) {
    return new CutJson(cut.server(), cut.at().toString(), cut.position(), cut.fuzzy());
  }

  private static List<RangeJson> range(Gap gap) {
    return gap.scope() instanceof Gap.OfRange(var range)
        ? List.of(
            new RangeJson(
                range.from().percentEncoded(),
                range.to() == null ? null : range.to().percentEncoded(),
                gap.code().wire(),
                gap.reason()))
        : List.of();
  }
}
