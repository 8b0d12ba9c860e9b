package dev.migrator.snapshot;

import dev.migrator.engine.Deadline;
import dev.migrator.estate.Estate;
import dev.migrator.plan.Work;
import dev.migrator.store.StoreAddress;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// @param bundle where the snapshot is to be kept, so that writing there is measured, too; without
///   it a temporary folder
/// @param linkBytesPerSecond what all sources share, if that is less than what the probe had
/// @param given what is known of sources, which are not asked then
public record PlanRequest(
    Estate estate,
    Optional<StoreAddress> bundle,
    int workers,
    int requestsInFlight,
    Deadline deadline,
    OptionalDouble linkBytesPerSecond,
    SortedMap<String, Work> given) {

  /// The sources that nothing was given of, in order.
  public SortedSet<String> toMeasure() {
    SortedSet<String> names = new TreeSet<>(estate.names());
    names.removeAll(given.keySet());
    return names;
  }
}
