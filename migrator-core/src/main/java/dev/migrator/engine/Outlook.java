package dev.migrator.engine;

import java.time.Instant;
import java.util.List;

/// When a run is expected to have done all, as seen at one moment.
///
/// @param at when it was seen
/// @param p05End it ends earlier in 5 of 100 cases
/// @param p50End in 50
/// @param p95End in 95
/// @param isWhole whether all that there is to do is known; else it will take longer
/// @param fallsOff what will not be done before the deadline at P95, by source; empty if all fits
public record Outlook(
    Instant at,
    Instant p05End,
    Instant p50End,
    Instant p95End,
    boolean isWhole,
    List<FallsOff> fallsOff) {

  public record FallsOff(String source, long objects, long bytes) {}

  public Outlook {
    fallsOff = List.copyOf(fallsOff);
  }
}
