package dev.migrator.bundle;

import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the entries of one key range, in order, with the volumes that hold their bytes. One
/// thread only.
public interface SegmentWriter extends AutoCloseable {

  /// What was found of an entry besides its bytes.
  record Described(
      Listed listed, Attributes attributes, @Nullable String drift, List<Entry.Missing> missing) {}

  /// Takes over an entry whose bytes the bundle holds already, as `listed` shows it now (only
  /// `latest` may differ).
  void carry(Entry known, Listed listed);

  /// Adds an entry without bytes: a delete marker, folder or link, or one whose bytes are missing.
  void addWithoutBytes(Described described);

  /// Adds an object whose bytes are in memory: the first `length` of `bytes`.
  void add(Described described, byte[] bytes, int length, Sha256 sha256, SourceProof proof);

  /// Starts an object whose bytes come in chunks. Until the sink is finished or abandoned nothing
  /// else may be added.
  ObjectSink begin(Listed listed);

  /// Whether the volume has reached its size, or the index its greatest length, so that the segment
  /// should be sealed at the next key.
  boolean isFull();

  /// Whether nothing was added or carried.
  boolean isEmpty();

  /// Seals volume and index. They are durable then, and work in flight until a commit names them.
  ///
  /// @param range all of whose keys are in this segment
  Commit.Segment seal(KeyRange range, String run, Instant listedFrom, Instant listedTo);

  /// Without [#seal]: what was written is dropped.
  @Override
  void close();

  /// The bytes of one object, in order. One thread only.
  interface ObjectSink {

    /// Bytes of this very object that an earlier run left whole in adopted pieces; 0 where none.
    /// They are not to be fetched again.
    long resumeAt();

    /// Reads those bytes back, in order, so that hashes can be made over all.
    void replay(ByteConsumer consumer);

    /// Appends the next bytes. The first `frameLength` of `frame` are what [Frames#compress] made
    /// of them, on any thread.
    void write(int rawLength, byte[] frame, int frameLength);

    void finish(Described described, Sha256 sha256, SourceProof proof);

    /// Drops the object; the segment stays usable.
    void abandon();
  }

  interface ByteConsumer {
    void accept(byte[] bytes, int offset, int length);
  }
}
