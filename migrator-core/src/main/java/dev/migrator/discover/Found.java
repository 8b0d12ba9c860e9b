package dev.migrator.discover;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.estate.Standing;
import dev.migrator.estate.Standing.About;
import dev.migrator.estate.Standing.Making;
import dev.migrator.store.StoreAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  Standing standing() {
    Optional<About> about =
        place instanceof Place.OfStore && objects.isPresent() && bytes.isPresent()
            ? Optional.of(new About(objects.getAsLong(), bytes.getAsLong()))
            : Optional.empty();
    return new Standing(OptionalInt.of(value), Making.ORIGINAL, about, List.of(), List.of());
  }

  /// Where it is.
  sealed interface Place {
    record OfStore(StoreAddress address) implements Place {}

    record OfDatabase(DatabaseAddress address) implements Place {}
  }
}
