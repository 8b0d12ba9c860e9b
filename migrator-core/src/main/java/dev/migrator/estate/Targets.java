package dev.migrator.estate;

import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress;
import java.util.SortedMap;

/// Where the sources of a bundle are restored to.
///
/// @param bySource name of the source to its target
public record Targets(SortedMap<String, Target> bySource) {

  public record Target(StoreAddress address, Creation creation) {}
}
