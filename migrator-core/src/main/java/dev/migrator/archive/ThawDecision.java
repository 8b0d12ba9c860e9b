package dev.migrator.archive;

import java.math.BigDecimal;
import java.time.Instant;

/// What becomes of an archived object.
public sealed interface ThawDecision {

  /// It is brought back.
  ///
  /// @param readyBy when it can usually be read at the latest
  /// @param days that its copy is to be kept, at least 1
  /// @param costUsd by list price, with the copy
  record Thaw(Tier tier, Instant readyBy, int days, BigDecimal costUsd) implements ThawDecision {}

  /// It cannot be read in time.
  record Lost(String reason) implements ThawDecision {}
}
