package dev.migrator.bundle.volume;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.model.Sha256;

/// A stored file of zstd frames with a seek table at its end. Bytes are gathered until a frame is
/// worth it; frames made elsewhere are taken as they are. Not for several threads.
public final class FramedWriter implements AutoCloseable {
  private final HashedWriter file;
  private final SeekTable table = new SeekTable();
  private final int frameBytes;
  private byte[] pending = new byte[16 << 10];
  private int pendingBytes;

  /// @param frameBytes gathered bytes after which [#endItem()] closes the frame
  public FramedWriter(FileWriter file, int frameBytes) {
    this.file = new HashedWriter(file);
    this.frameBytes = frameBytes;
  }

  /// Gathers bytes.
  public void write(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, pending, pendingBytes, length);
    pendingBytes += length;
  }

  void writeZeros(int length) {
    reserve(length);
    java.util.Arrays.fill(pending, pendingBytes, pendingBytes + length, (byte) 0);
    pendingBytes += length;
  }

  private void reserve(int length) {
    int needed = Math.addExact(pendingBytes, length);
    if (needed > pending.length) {
      pending = java.util.Arrays.copyOf(pending, Math.max(needed, 2 * pending.length));
    }
  }

  /// Here a frame may end.
  public void endItem() {
    if (pendingBytes >= frameBytes) {
      endFrame();
    }
  }

  /// Here a frame ends.
  public void endFrame() {
    if (pendingBytes == 0) {
      return;
    }
    int length = pendingBytes;
    pendingBytes = 0;
    FrameCompressor.compress(pending, 0, length, (frame, size) -> append(frame, size, length));
  }

  /// Compresses bytes to a frame of their own. Nothing may be gathered.
  void writeFrame(byte[] bytes, int offset, int length) {
    FrameCompressor.compress(bytes, offset, length, (frame, size) -> append(frame, size, length));
  }

  /// Appends a frame that was made elsewhere. Nothing may be gathered.
  ///
  /// @param contentBytes what it holds
  public void append(byte[] frame, int frameLength, int contentBytes) {
    if (pendingBytes > 0) {
      throw new IllegalStateException("a frame within a frame");
    }
    file.write(frame, 0, frameLength);
    table.add(frameLength, contentBytes);
  }

  /// Where the frame begins that gathered bytes go to.
  public long frameOffset() {
    return file.position();
  }

  /// Bytes gathered for that frame so far.
  public int skipBytes() {
    return pendingBytes;
  }

  /// Length of all content so far.
  public long contentBytes() {
    return table.contentBytes() + pendingBytes;
  }

  /// Ends the last frame, writes the seek table and makes the file durable.
  ///
  /// @return the hash of the stored bytes
  public Sha256 finish() {
    endFrame();
    byte[] encoded = table.encode();
    file.write(encoded, 0, encoded.length);
    return file.finish();
  }

  /// Stored bytes so far, the seek table included once finished.
  public long storedBytes() {
    return file.position();
  }

  /// Without [#finish()]: nothing stays.
  @Override
  public void close() {
    file.close();
  }
}
