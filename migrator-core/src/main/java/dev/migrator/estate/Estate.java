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
/// @param values how much a source is worth, 0 to 100, where the file says so
/// @param volumeBytes as the file says; empty for the default
public record Estate(
    String name,
    SortedMap<String, StoreAddress> sources,
    SortedMap<String, DatabaseAddress> databases,
    SortedMap<String, Integer> values,
    OptionalLong volumeBytes) {
  private static final int VALUE_OF_STORES = 50;
  private static final int VALUE_OF_DATABASES = 90;

  /// All of the usual value.
  public Estate(
      String name,
      SortedMap<String, StoreAddress> sources,
      SortedMap<String, DatabaseAddress> databases,
      OptionalLong volumeBytes) {
    this(name, sources, databases, new TreeMap<>(), volumeBytes);
  }

  /// Of stores alone.
  public Estate(String name, SortedMap<String, StoreAddress> sources, OptionalLong volumeBytes) {
    this(name, sources, new TreeMap<>(), volumeBytes);
  }

  /// How much a source is worth, 0 to 100: what is worth more is captured first.
  public int value(String source) {
    return values.getOrDefault(
        source, databases.containsKey(source) ? VALUE_OF_DATABASES : VALUE_OF_STORES);
  }
}
