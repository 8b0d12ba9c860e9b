package dev.migrator.estate;

import dev.migrator.archive.ThawLimit;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.plan.Work.Nature;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that one customer wants saved.
///
/// @param sources stores: name (`[a-z0-9-]{1,40}`) to address
/// @param databases name to address; no name is in both
/// @param standings where sources stand, of those of which the file says it
/// @param volumeBytes as the file says; empty for the default
public record Estate(
    String name,
    SortedMap<String, StoreAddress> sources,
    SortedMap<String, DatabaseAddress> databases,
    SortedMap<String, Standing> standings,
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
    return standing(source)
        .value()
        .orElse(databases.containsKey(source) ? VALUE_OF_DATABASES : VALUE_OF_STORES);
  }

  public Standing standing(String source) {
    return standings.getOrDefault(source, Standing.USUAL);
  }

  /// Whether a source could be made again if it were lost.
  public Nature nature(String source) {
    return switch (standing(source).making()) {
      case DERIVED -> Nature.DERIVED;
      case ORIGINAL -> databases.containsKey(source) ? Nature.IRREPLACEABLE : Nature.USUAL;
    };
  }

  /// The names of stores and databases, in order.
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(sources.keySet());
    names.addAll(databases.keySet());
    return names;
  }

  /// With this source alone.
  public Estate only(String source) {
    return new Estate(name, only(sources, source), only(databases, source), standings, volumeBytes);
  }

  /// Without its stores.
  public Estate ofDatabases() {
    return new Estate(name, new TreeMap<>(), databases, standings, volumeBytes);
  }

  /// With archived objects left where they are.
  public Estate withoutThawing() {
    SortedMap<String, StoreAddress> same = new TreeMap<>(sources);
    same.replaceAll((_, address) ->
        address instanceof S3Address bucket ? bucket.thawing(ThawLimit.NEVER) : address);
    return new Estate(name, same, databases, standings, volumeBytes);
  }

  private static <T> SortedMap<String, T> only(SortedMap<String, T> all, String name) {
    SortedMap<String, T> one = new TreeMap<>(all);
    one.keySet().retainAll(Set.of(name));
    return one;
  }
}
