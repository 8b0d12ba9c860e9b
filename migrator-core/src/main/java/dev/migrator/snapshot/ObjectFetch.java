package dev.migrator.snapshot;

import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.engine.BufferPool;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads entries whole. Safe for many threads at once; a source's failures are results.
final class ObjectFetch {
  private final ObjectSource store;
  private final BufferPool buffers;

  ObjectFetch(ObjectSource store, BufferPool buffers) {
    this.store = store;
    this.buffers = buffers;
  }

  /// Reads an object's bytes into memory, again if they do not match what the source says of them.
  Step whole(Listed listed, @Nullable String drift) {
    byte[] buffer = buffers.take((int) listed.sizeBytes());
    Rereads rereads = new Rereads();
    while (true) {
      try {
        return read(listed, drift, buffer, rereads);
      } catch (StoreException e) {
        if (!rereads.mayHelp(e)) {
          buffers.give(buffer);
          return new Step.Failed(listed, drift, rereads.explained(e));
        }
      }
    }
  }

  private Step read(Listed listed, @Nullable String drift, byte[] buffer, Rereads rereads) {
    int length = (int) listed.sizeBytes();
    try (ObjectReader reader = store.read(listed)) {
      fill(reader, listed, buffer, length);
      Sha256 sha256 = digest(buffer, length);
      rereads.saw(sha256);
      var _ = reader.attributes(); // what came with the bytes, or the one question more
      ContentCheck check = reader.check();
      check.update(buffer, 0, length);
      SourceProof proof = check.finish();
      reader.confirmUnchanged();
      Described described = new Described(listed, check.completed(), drift, reader.missing());
      return new Step.Whole(described, buffer, length, sha256, proof);
    }
  }

  private static Sha256 digest(byte[] buffer, int length) {
    var digest = Sha256.newDigest();
    digest.update(buffer, 0, length);
    return Sha256.of(digest);
  }

  static void fill(ObjectReader reader, Listed listed, byte[] buffer, int length) {
    fill(reader, listed, new ByteRange(0, length), buffer);
  }

  /// Reads a range to its end, and makes sure that it is the end.
  static void fill(ObjectReader reader, Listed listed, ByteRange range, byte[] buffer) {
    int length = (int) range.sizeBytes();
    try (InputStream in = reader.bytes(range)) {
      int count = in.readNBytes(buffer, 0, length);
      if (count < length || in.read() >= 0) {
        throw notAsPromised(listed, range, count < length ? "fewer" : "more", null);
      }
    } catch (IOException e) {
      throw notAsPromised(listed, range, "fewer", e);
    }
  }

  private static StoreException notAsPromised(
      Listed listed, ByteRange range, String what, @Nullable IOException cause) {
    return new StoreException(
        Reason.BAD_BYTES,
        "reading %d bytes of %s from byte %d on gave %s"
            .formatted(range.sizeBytes(), listed.label(), range.offset(), what),
        "Run the same command again; if it stays so, tell the host's support.",
        cause);
  }

  /// Reads what the source says of an entry without bytes.
  Step bare(Listed listed) {
    try (ObjectReader reader = store.read(listed)) {
      Attributes attributes = reader.attributes();
      reader.confirmUnchanged();
      return new Step.Bare(new Described(listed, attributes, null, reader.missing()));
    } catch (StoreException e) {
      return new Step.Failed(listed, null, e);
    }
  }

  /// Reads anew what the source says of an object whose bytes the bundle holds.
  Step renewed(Entry known, Listed listed) {
    try (ObjectReader reader = store.read(listed)) {
      Attributes attributes = reader.attributes();
      reader.confirmUnchanged();
      Entry renewed =
          new Entry(
              known.ordinal(),
              listed,
              attributes,
              known.content(),
              known.drift(),
              reader.missing());
      return new Step.Carried(renewed, listed);
    } catch (StoreException e) {
      return new Step.Failed(listed, null, e);
    }
  }
}
