package dev.migrator.bundle.volume;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A volume while it is written: a tar archive in zstd frames. First member `VOLUME.json`, last
/// `INDEX.ndjson` and `END.json`. Not for several threads.
public final class VolumeWriter implements AutoCloseable {
  public static final String FIRST = "VOLUME.json";
  public static final String INDEX = "INDEX.ndjson";
  public static final String END = "END.json";

  private static final int FRAME_BYTES = 2 << 20;
  private static final int OWN_FRAME_BYTES = 1 << 20;
  private static final int CHUNK_BYTES = 8 << 20;
  private static final byte[] ZEROS = new byte[CHUNK_BYTES];

  private final FramedWriter out;
  private final Index index = new Index();
  private long members;
  private long memberBytes;
  private long openSize = -1;
  private long openWritten;

  /// Where a member's content begins.
  ///
  /// @param frameOffset of a frame in the stored file
  /// @param skipBytes of content from that frame's start
  public record Location(long frameOffset, long skipBytes) {}

  /// @param first content of `VOLUME.json`
  public VolumeWriter(FileWriter file, byte[] first) {
    out = new FramedWriter(file, FRAME_BYTES);
    small(FIRST, null, first);
  }

  private void small(String name, @Nullable Instant modified, byte[] content) {
    header(name, content.length, modified);
    out.write(content, 0, content.length);
    out.writeZeros(TarHeader.padding(content.length));
  }

  private void header(String name, long sizeBytes, @Nullable Instant modified) {
    byte[] header = TarHeader.encode(name, sizeBytes, modified);
    out.write(header, 0, header.length);
  }

  /// Adds a member whose content is the first `length` of `bytes`.
  public Location add(String name, @Nullable Instant modified, byte[] bytes, int length) {
    if (length >= OWN_FRAME_BYTES) {
      return addInChunks(name, modified, bytes, length);
    }
    header(name, length, modified);
    Location location = new Location(out.frameOffset(), out.skipBytes());
    out.write(bytes, 0, length);
    out.writeZeros(TarHeader.padding(length));
    count(length);
    out.endItem();
    return location;
  }

  private Location addInChunks(String name, @Nullable Instant modified, byte[] bytes, int length) {
    Location location = begin(name, modified, length);
    for (int offset = 0; offset < length; offset += CHUNK_BYTES) {
      int size = Math.min(CHUNK_BYTES, length - offset);
      out.writeFrame(bytes, offset, size);
      openWritten += size;
    }
    end();
    return location;
  }

  /// Starts a member whose content comes in frames of its own.
  public Location begin(String name, @Nullable Instant modified, long sizeBytes) {
    header(name, sizeBytes, modified);
    out.endFrame();
    openSize = sizeBytes;
    openWritten = 0;
    return new Location(out.frameOffset(), 0);
  }

  /// @throws IllegalArgumentException if that is more than the member's size
  public void append(byte[] frame, int frameLength, int contentBytes) {
    if (openWritten + contentBytes > openSize) {
      throw new IllegalArgumentException(
          "%d bytes of %d".formatted(openWritten + contentBytes, openSize));
    }
    out.append(frame, frameLength, contentBytes);
    openWritten += contentBytes;
  }

  /// Ends the member that was begun.
  ///
  /// @throws IllegalArgumentException if bytes are missing
  public void end() {
    if (openWritten != openSize) {
      throw new IllegalArgumentException("%d bytes of %d".formatted(openWritten, openSize));
    }
    pad();
  }

  /// Ends the member that was begun with zeros in place of the bytes that did not come.
  public void abandon() {
    while (openWritten < openSize) {
      int size = (int) Math.min(ZEROS.length, openSize - openWritten);
      out.writeFrame(ZEROS, 0, size);
      openWritten += size;
    }
    pad();
  }

  private void pad() {
    out.writeZeros(TarHeader.padding(openSize));
    out.endFrame();
    count(openSize);
    openSize = -1;
  }

  private void count(long sizeBytes) {
    members++;
    memberBytes += sizeBytes;
  }

  /// Adds a line to `INDEX.ndjson`.
  public void index(byte[] bytes, int length) {
    index.add(bytes, length);
  }

  /// Content of all members so far.
  public long memberBytes() {
    return memberBytes;
  }

  public long members() {
    return members;
  }

  /// Memory that the index takes until the volume is sealed.
  public long indexBytes() {
    return index.storedBytes;
  }

  /// Writes index and end, and makes the file durable.
  ///
  /// @param endJson makes the content of `END.json`
  /// @return the hash of the stored bytes
  public Sha256 seal(Function<VolumeEnd, byte[]> endJson) {
    index.flush();
    Location at = begin(INDEX, null, index.contentBytes);
    for (Index.Frame frame : index.frames) {
      append(frame.bytes, frame.bytes.length, frame.contentBytes);
    }
    long content = memberBytes;
    long count = members;
    end();
    VolumeEnd end =
        new VolumeEnd(
            count, content, at.frameOffset(), index.contentBytes, Sha256.of(index.digest));
    small(END, null, endJson.apply(end));
    out.writeZeros(2 * TarHeader.BLOCK);
    return out.finish();
  }

  /// Stored bytes so far; of the whole file once sealed.
  public long storedBytes() {
    return out.storedBytes();
  }

  /// Without [#seal]: nothing stays.
  @Override
  public void close() {
    out.close();
  }

  /// The lines of `INDEX.ndjson`, compressed until they are written at the end.
  private static final class Index {
    @SuppressWarnings("ArrayRecordComponent") // only carried, never compared
    private record Frame(byte[] bytes, int contentBytes) {}

    private final List<Frame> frames = new ArrayList<>();
    private final MessageDigest digest = Sha256.newDigest();
    private byte[] pending = new byte[256 << 10];
    private int pendingBytes;
    private long contentBytes;
    private long storedBytes;

    void add(byte[] bytes, int length) {
      if (pendingBytes + length > pending.length) {
        flush();
      }
      if (length > pending.length) {
        pending = new byte[length];
      }
      System.arraycopy(bytes, 0, pending, pendingBytes, length);
      pendingBytes += length;
    }

    void flush() {
      if (pendingBytes > 0) {
        digest.update(pending, 0, pendingBytes);
        byte[] frame = FrameCompressor.compress(pending, pendingBytes);
        frames.add(new Frame(frame, pendingBytes));
        contentBytes += pendingBytes;
        storedBytes += frame.length;
        pendingBytes = 0;
      }
    }
  }
}
