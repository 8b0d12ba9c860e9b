package dev.migrator.snapshot;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.CutWriter;
import dev.migrator.database.Chunk;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.model.SourceDescription;
import dev.migrator.snapshot.ThawWatch.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What workers tell the thread that commits.
sealed interface Event {

  /// A segment is durable and wants to be committed.
  ///
  /// @param movedObjects of its objects, read in this run
  /// @param movedBytes their length
  /// @param later what was left, and for which the queue is held; null if nothing was
  /// @param thawing what of it is still being brought back; null where nothing is
  record Sealed(
      String source,
      Commit.Segment segment,
      long movedObjects,
      long movedBytes,
      @Nullable Waiting thawing,
      @Nullable Later later)
      implements Event {}

  /// What was looked for in a range is not there yet.
  record StillThawing(String source, Waiting waiting) implements Event {}

  /// What is archived was counted.
  record Surveyed(String source, List<String> lines) implements Event {}

  /// A source has told of itself.
  record Described(String source, SourceDescription description) implements Event {}

  /// What a database tells of a cut of it.
  ///
  /// @param number of the cut; those of one that is given up count no more
  record OfCut(String source, long number, Happening happening) implements Event {}

  sealed interface Happening {}

  /// @param documents paths of those written
  record CutOpened(OpenCut cut, CutWriter writer, List<String> documents) implements Happening {}

  record PartSealed(Part part) implements Happening {}

  /// A part of a table cannot be read.
  record PartLost(Chunk chunk, Omission omission) implements Happening {}

  /// Every part was sealed or lost.
  record CutEnded(OpenCut.Ending ending, List<String> documents) implements Happening {}

  /// No worker is left.
  ///
  /// @param failure why the run cannot go on; null where all work is done or was stopped
  record Ended(@Nullable Throwable failure) implements Event {}
}
