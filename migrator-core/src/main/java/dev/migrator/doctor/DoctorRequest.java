package dev.migrator.doctor;

import dev.migrator.estate.Estate;
import dev.migrator.estate.Targets;
import dev.migrator.store.StoreAddress;
import java.util.Optional;

/// What is to be looked at.
///
/// @param bundle where the bundle is to be; empty where that is not asked
/// @param targets where a restore is to go; empty where that is not asked
public record DoctorRequest(
    Estate estate, Optional<StoreAddress> bundle, Optional<Targets> targets) {}
