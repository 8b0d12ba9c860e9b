package dev.migrator.restore;

import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;
import java.util.SortedMap;

/// How a restore ended.
///
/// @param interrupted whether it was asked to stop before the end
public record RestoreReport(
    long commit, boolean interrupted, SortedMap<String, SourceReport> sources) {

  /// @param written entries written by this run
  /// @param alreadyThere entries found there equal, from an earlier run or otherwise
  /// @param compared entries read back from the target and compared
  /// @param comparedBytes bytes read back
  /// @param withoutBytes entries that the bundle has no bytes of: gaps of the snapshot
  /// @param conflicts keys where the target held something else and was left alone
  /// @param losses what the target could not hold, by what and reason, with how many entries each
  /// @param differences what was read back and is not what was written
  public record SourceReport(
      String target,
      long written,
      long alreadyThere,
      long compared,
      long comparedBytes,
      long withoutBytes,
      List<Difference> conflicts,
      List<LossCount> losses,
      List<Difference> differences) {}

  /// @param key in readable form, with the version where there is one
  public record Difference(String key, String detail) {}

  /// @param example a key that it concerns; empty for the store as a whole
  public record LossCount(Loss loss, long entries, String example) {}
}
