package dev.migrator.restore;

import dev.migrator.database.Withheld;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;
import java.util.SortedMap;

/// How a restore ended.
///
/// @param interrupted whether it was asked to stop before the end
public record RestoreReport(
    long commit, boolean interrupted, SortedMap<String, SourceReport> sources) {

  /// Entries are rows where the source is a database.
  ///
  /// @param written entries written by this run
  /// @param alreadyThere entries found there equal, from an earlier run or otherwise
  /// @param compared entries read back from the target and compared
  /// @param comparedBytes bytes read back
  /// @param gaps of the source, as the commit names them: keys, ranges, attributes, configuration
  /// @param withoutBytes entries that the bundle has no bytes of: gaps of the snapshot
  /// @param damaged entries whose bytes in the bundle are not what they should be; not written
  /// @param conflicts where the target held something else and was left alone
  /// @param differences what was refused by the target, or read back and is not what was written
  /// @param losses what the target could not hold, by what and reason
  /// @param withheld secrets that are not in the bundle, and what to do about each
  public record SourceReport(
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
      List<LossCount> losses,
      List<Withheld> withheld) {

    /// Of a store, of which nothing is withheld.
    public SourceReport(
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
        List<LossCount> losses) {
      this(
          target,
          written,
          alreadyThere,
          compared,
          comparedBytes,
          gaps,
          withoutBytes,
          damaged,
          conflicts,
          differences,
          losses,
          List.of());
    }
  }

  /// Entries with something to say of each.
  ///
  /// @param count of all
  /// @param first those that came first, at most [#KEPT]
  public record Noted(long count, List<Difference> first) {
    public static final int KEPT = 1000;
  }

  /// @param key in readable form, with the version where there is one
  public record Difference(String key, String detail) {}

  /// @param entries how many it concerns; 0 for the store as a whole
  /// @param example a key that it concerns; empty for the store as a whole
  public record LossCount(Loss loss, long entries, String example) {}

  /// Whether the bundle turned out to be damaged.
  public boolean isDamaged() {
    return sources.values().stream().anyMatch(source -> source.damaged().count() > 0);
  }

  /// Whether the target holds something that is not what was written.
  public boolean isDifferent() {
    return sources.values().stream().anyMatch(source -> source.differences().count() > 0);
  }

  /// Whether something is not at the target that the source had: a gap of the snapshot, or a
  /// conflict.
  public boolean hasGaps() {
    return sources.values().stream()
        .anyMatch(source ->
            source.gaps() + source.withoutBytes().count() + source.conflicts().count() > 0);
  }
}
