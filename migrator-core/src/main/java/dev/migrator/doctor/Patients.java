package dev.migrator.doctor;

import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/// All that is to be looked at.
///
/// @param sources by name
/// @param bundle the place of the bundle, for so much as the sources hold; empty where none is
///   named
/// @param targets by name of the source
public record Patients(
    SortedMap<String, Checkup> sources,
    Optional<Function<Extent, Checkup>> bundle,
    SortedMap<String, Checkup> targets) {

  int count() {
    return sources.size() + (bundle.isPresent() ? 1 : 0) + targets.size();
  }
}
