package dev.migrator.sandbox.dynamo;

/// What Scan makes of `Segment` and `TotalSegments`.
public enum Segments {
  /// Each segment has its own part of the table, as in the real one.
  HONOURED,
  /// Each segment has the whole table: some hosts that speak the protocol do this.
  IGNORED
}
