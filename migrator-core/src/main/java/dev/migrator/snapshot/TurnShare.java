package dev.migrator.snapshot;

import dev.migrator.plan.Piece.Turn;
import dev.migrator.plan.Rates;
import dev.migrator.snapshot.LookAhead.Left;

/// What is left of the objects of a source that have one turn by its rules.
///
/// @param seconds of one connection that are left to do
/// @param fitting of these, at P95
record TurnShare(double seconds, double fitting) {

  /// Turns come one after the other: what was done and what fits are of the earliest.
  ///
  /// @param ruled one that the rules give
  static TurnShare of(SourceRun source, Left left, Turn ruled) {
    Rates rates = left.rates();
    double counted = 0;
    for (Turn each : source.rules().turns()) {
      counted += source.seconds(each, rates);
    }
    double uncounted = Math.max(0, left.seconds() - counted);
    double done = Math.max(0, counted - left.seconds());
    double fitting = left.seconds() - left.fallingOff();
    TurnShare share = new TurnShare(0, 0);
    for (Turn each : source.rules().turns()) {
      double all = source.seconds(each, rates) + (each == Turn.USUAL ? uncounted : 0);
      double rest = Math.max(0, all - done);
      done = Math.max(0, done - all);
      share = new TurnShare(rest, Math.min(rest, fitting));
      fitting -= share.fitting;
      if (each == ruled) {
        return share;
      }
    }
    return share;
  }
}
