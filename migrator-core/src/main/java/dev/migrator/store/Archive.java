package dev.migrator.store;

import dev.migrator.archive.ArchiveClass;
import dev.migrator.archive.ArchiveState;
import dev.migrator.archive.ThawDecision.Thaw;
import dev.migrator.archive.ThawLimit;
import dev.migrator.model.Listed;

/// A store's power to bring back what must not be read as it lies. Safe for many threads at once;
/// throws [dev.migrator.error.StoreException].
public interface Archive {

  /// The dearest way back that the store's owner allows.
  ThawLimit limit();

  /// Whether a listed object may be archived; says no only where the host would not know better.
  boolean mayHold(Listed listed);

  /// Asks the host about one object.
  ArchiveState state(Listed listed);

  /// Asks the host to bring an object back. Costs money.
  Answer request(Listed listed, ArchiveClass from, Thaw thaw);

  sealed interface Answer {

    /// It is being brought back, by this request or one before it.
    record Begun() implements Answer {}

    /// It can be read.
    record AtHand() implements Answer {}

    /// Not in this way, or by nobody.
    ///
    /// @param reason the host's words
    record Refused(String reason) implements Answer {}
  }
}
