package dev.migrator.restore;

import dev.migrator.restore.RestoreReport.LossCount;
import java.util.List;
import java.util.OptionalLong;

/// What a restore is about to do with one source. Nothing has been written yet, but for a canary
/// that is gone again.
///
/// @param target where it goes, for people
/// @param unit what is counted
/// @param entries to be at the target in the end, those already there included
/// @param bytes their length
/// @param withoutBytes entries that the bundle has no bytes of: gaps of the snapshot
/// @param freeBytes what the target has room for; empty where it does not tell
/// @param losses what the target cannot hold
public record Forecast(
    String target,
    Unit unit,
    long entries,
    long bytes,
    long withoutBytes,
    OptionalLong freeBytes,
    List<LossCount> losses) {

  /// Of a store.
  public Forecast(
      String target,
      long entries,
      long bytes,
      long withoutBytes,
      OptionalLong freeBytes,
      List<LossCount> losses) {
    this(target, Unit.ENTRIES, entries, bytes, withoutBytes, freeBytes, losses);
  }

  public enum Unit {
    ENTRIES,
    ROWS
  }
}
