package dev.migrator.snapshot;

import dev.migrator.engine.Deadline;
import dev.migrator.estate.Estate;
import dev.migrator.store.StoreAddress;
import java.util.Optional;
import java.util.OptionalDouble;

/// @param bundle where the snapshot is to be kept, so that writing there is measured, too; without
///   it a temporary folder
/// @param linkBytesPerSecond what all sources share, if that is less than what the probe had
public record PlanRequest(
    Estate estate,
    Optional<StoreAddress> bundle,
    int workers,
    int requestsInFlight,
    Deadline deadline,
    OptionalDouble linkBytesPerSecond) {}
