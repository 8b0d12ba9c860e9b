package dev.migrator.snapshot;

import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.error.StoreException;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one listed entry, on its way into the segment.
sealed interface Step {

  /// The bundle holds it already.
  record Carried(Entry known, Listed listed) implements Step {}

  /// There are no bytes, or they are a gap.
  record Bare(Described described) implements Step {}

  /// Its bytes are a gap as long as they are being brought back from an archive.
  ///
  /// @param lookAt when to look for it
  /// @param by when it is to be there
  record Thawing(Described described, Instant lookAt, Instant by) implements Step {}

  /// It is left for a later turn, and its bytes are a gap until then.
  record Postponed(Described described, Later later) implements Step {}

  /// All bytes are in memory.
  @SuppressWarnings("ArrayRecordComponent") // never compared; handed from one thread to the next
  record Whole(Described described, byte[] buffer, int length, Sha256 sha256, SourceProof proof)
      implements Step {}

  /// Its bytes were written while they were read.
  record Written() implements Step {}

  /// It could not be read as listed.
  ///
  /// @param drift see [Entry]
  record Failed(Listed listed, @Nullable String drift, StoreException failure) implements Step {}
}
