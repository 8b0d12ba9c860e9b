package dev.migrator.discover;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.store.StoreAddress;
import java.util.OptionalLong;

/// A source that an account was found to have.
///
/// @param name as people know it there; not yet that of a source
/// @param kind for names that would be the same: `bucket`, `table`
/// @param value 0 to 100
/// @param objects rows where it is a database; empty where not known
/// @param bytes empty where not known
/// @param remark where the figures come from and what to look after, in lines
record Found(
    String name,
    String kind,
    Place place,
    int value,
    OptionalLong objects,
    OptionalLong bytes,
    String remark) {

  /// Where it is.
  sealed interface Place {
    record OfStore(StoreAddress address) implements Place {}

    record OfDatabase(DatabaseAddress address) implements Place {}
  }
}
