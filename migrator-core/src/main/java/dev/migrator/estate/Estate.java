package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.store.StoreAddress;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// All that one customer wants saved.
///
/// @param sources stores: name (`[a-z0-9-]{1,40}`) to address
/// @param databases name to address; no name is in both
/// @param volumeBytes as the file says; empty for the default
public record Estate(
    String name,
    SortedMap<String, StoreAddress> sources,
    SortedMap<String, DatabaseAddress> databases,
    OptionalLong volumeBytes) {

  /// Of stores alone.
  public Estate(String name, SortedMap<String, StoreAddress> sources, OptionalLong volumeBytes) {
    this(name, sources, new TreeMap<>(), volumeBytes);
  }
}
