package dev.migrator.database.postgres;

import dev.migrator.database.Omission;
import dev.migrator.model.Gap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What others changed in a schema while it was dumped.
///
/// @param before the objects of the snapshot
/// @param after those of the moment when the dump was done
record SchemaDrift(SortedSet<String> before, SortedSet<String> after) {

  /// What belongs to the cut and may be missing in the dump.
  Optional<Omission> omission() {
    SortedSet<String> gone = without(before, after);
    return gone.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Omission(
                "schema",
                Gap.Code.UNREADABLE,
                "%d objects were dropped or renamed while it was dumped, as %s: they may be missing; run it again when nobody changes the schema"
                    .formatted(gone.size(), gone.first())));
  }

  /// What came later than the cut.
  Optional<String> note() {
    SortedSet<String> made = without(after, before);
    return made.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d objects were made after the cut and are not in it, as %s"
                .formatted(made.size(), made.first()));
  }

  private static SortedSet<String> without(SortedSet<String> some, SortedSet<String> others) {
    SortedSet<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
