package dev.migrator.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a snapshot ended.
///
/// @param commit number of the last commit
/// @param finished whether every range was reached
/// @param stopped why not, in words; null where finished
/// @param interrupted whether it was asked to stop
/// @param outOfTime whether the deadline came first
/// @param sources by name
/// @param notes remarks that are no gaps: what a host has no notion of
public record SnapshotResult(
    long commit,
    boolean finished,
    @Nullable String stopped,
    boolean interrupted,
    boolean outOfTime,
    SortedMap<String, Totals> sources,
    List<String> notes) {

  /// @param entries lines of the index: object versions, delete markers, folders, links
  /// @param objects entries whose bytes the bundle holds
  /// @param bytes their length
  /// @param movedObjects of these, read in this run
  /// @param movedBytes their length
  /// @param gaps keys, ranges and attributes that are missing
  public record Totals(
      long entries, long objects, long bytes, long movedObjects, long movedBytes, long gaps) {

    /// Read in an earlier run as well.
    Totals movedAlso(Totals before) {
      return new Totals(
          entries,
          objects,
          bytes,
          movedObjects + before.movedObjects,
          movedBytes + before.movedBytes,
          gaps);
    }
  }

  /// With a remark more, if `remark` has one of the totals.
  SnapshotResult noting(Function<SortedMap<String, Totals>, Optional<String>> remark) {
    List<String> all = new ArrayList<>(notes);
    remark.apply(sources).ifPresent(all::add);
    return new SnapshotResult(commit, finished, stopped, interrupted, outOfTime, sources, all);
  }

  /// With what a second, late cut of the databases came to.
  SnapshotResult followedBy(SnapshotResult late) {
    SortedMap<String, Totals> both = new TreeMap<>(sources);
    late.sources.forEach(
        (name, totals) -> both.merge(name, totals, (early, now) -> now.movedAlso(early)));
    List<String> all = new ArrayList<>(notes);
    late.notes.stream().filter(note -> !notes.contains(note)).forEach(all::add);
    all.add(
        "the databases were fixed a second time, because time was left: what stands is "
            + (late.finished ? "the later cut" : "the earlier cut, the later one did not end"));
    return new SnapshotResult(
        late.commit, late.finished, late.stopped, late.interrupted, late.outOfTime, both, all);
  }

  public boolean hasGaps() {
    return sources.values().stream().anyMatch(totals -> totals.gaps() > 0);
  }
}
