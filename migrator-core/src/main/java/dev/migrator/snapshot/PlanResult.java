package dev.migrator.snapshot;

import dev.migrator.engine.Deadline;
import dev.migrator.plan.Capacity;
import dev.migrator.plan.Forecast;
import dev.migrator.plan.Lane;
import java.time.Instant;
import java.util.List;

/// What a plan for an estate came to.
///
/// @param at from when on it counts
/// @param queue everything in the order in which it is taken
/// @param given sources of which the figures were given
/// @param measured sources that were measured
/// @param uncounted sources of which there is more than was counted, nobody said how much
/// @param silent sources that could not be measured
public record PlanResult(
    Instant at,
    Deadline deadline,
    Capacity capacity,
    Forecast forecast,
    List<Lane> queue,
    List<String> given,
    List<String> measured,
    List<String> uncounted,
    List<Measured.Silent> silent) {
  public PlanResult {
    queue = List.copyOf(queue);
    given = List.copyOf(given);
    measured = List.copyOf(measured);
    uncounted = List.copyOf(uncounted);
    silent = List.copyOf(silent);
  }

  /// Whether all that there is will be done in time, at P95, as far as could be measured.
  public boolean fits() {
    return forecast.fits() && silent.isEmpty();
  }
}
