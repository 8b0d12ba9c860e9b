package dev.migrator.snapshot;

import dev.migrator.bundle.Commit;
import dev.migrator.model.SourceDescription;
import org.jspecify.annotations.Nullable;

/// What workers tell the thread that commits.
sealed interface Event {

  /// A segment is durable and wants to be committed.
  ///
  /// @param movedObjects of its objects, read in this run
  /// @param movedBytes their length
  record Sealed(String source, Commit.Segment segment, long movedObjects, long movedBytes)
      implements Event {}

  /// A source has told of itself.
  record Described(String source, SourceDescription description) implements Event {}

  /// No worker is left.
  ///
  /// @param failure why the run cannot go on; null where all work is done or was stopped
  record Ended(@Nullable Throwable failure) implements Event {}
}
