package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where the sources of a bundle are restored to.
///
/// @param bySource name of the source to the store that is its target
/// @param databases name of the source to the database that is its target
public record Targets(
    SortedMap<String, Target> bySource, SortedMap<String, DatabaseTarget> databases) {

  /// Stores alone.
  public Targets(SortedMap<String, Target> bySource) {
    this(bySource, new TreeMap<>());
  }

  public record Target(StoreAddress address, Creation creation) {}

  /// @param creation whether the database is made where there is none
  public record DatabaseTarget(
      DatabaseAddress address, dev.migrator.database.DatabaseTarget.Creation creation) {}
}
