package dev.migrator.bundle.volume;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Where a file's zstd frames lie: the table at its end, as the [zstd seekable format
/// 0.1.0](https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md)
/// has it, without checksums. A skippable frame counts as a frame of no content.
public final class SeekTable {
  static final int MAX_FRAME_BYTES = 64 << 20;
  static final int FOOTER_BYTES = 9;

  private static final int SKIPPABLE = 0x184D2A5E;
  private static final int SEEKABLE = 0x8F92EAB1;
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 8;

  private long[] storedEnds = new long[64];
  private long[] contentEnds = new long[64];
  private int count;

  SeekTable() {}

  void add(int storedBytes, int contentBytes) {
    if (count == storedEnds.length) {
      storedEnds = Arrays.copyOf(storedEnds, 2 * count);
      contentEnds = Arrays.copyOf(contentEnds, 2 * count);
    }
    storedEnds[count] = storedBytes() + storedBytes;
    contentEnds[count] = contentBytes() + contentBytes;
    count++;
  }

  public int frames() {
    return count;
  }

  /// Length of all frames, without the table.
  public long storedBytes() {
    return count == 0 ? 0 : storedEnds[count - 1];
  }

  /// Length of what all frames hold.
  public long contentBytes() {
    return count == 0 ? 0 : contentEnds[count - 1];
  }

  public long storedOffset(int frame) {
    return frame == 0 ? 0 : storedEnds[frame - 1];
  }

  public int storedBytes(int frame) {
    return (int) (storedEnds[frame] - storedOffset(frame));
  }

  public long contentOffset(int frame) {
    return frame == 0 ? 0 : contentEnds[frame - 1];
  }

  public int contentBytes(int frame) {
    return (int) (contentEnds[frame] - contentOffset(frame));
  }

  /// @return the frame that begins at `storedOffset`, -1 if none does
  public int frameAt(long storedOffset) {
    if (storedOffset == 0) {
      return count == 0 ? -1 : 0;
    }
    int before = Arrays.binarySearch(storedEnds, 0, count, storedOffset);
    return before < 0 || before + 1 >= count ? -1 : before + 1;
  }

  byte[] encode() {
    int contentBytes = count * ENTRY_BYTES + FOOTER_BYTES;
    ByteBuffer table =
        ByteBuffer.allocate(HEADER_BYTES + contentBytes).order(ByteOrder.LITTLE_ENDIAN);
    table.putInt(SKIPPABLE).putInt(contentBytes);
    for (int frame = 0; frame < count; frame++) {
      table.putInt(storedBytes(frame)).putInt(contentBytes(frame));
    }
    return table.putInt(count).put((byte) 0).putInt(SEEKABLE).array();
  }

  /// @param footer the last nine bytes of a file
  /// @return length of the whole table
  /// @throws IllegalArgumentException if it is no seek table's end
  static long encodedBytes(byte[] footer) {
    ByteBuffer end = ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN);
    long frames = Integer.toUnsignedLong(end.getInt());
    if (end.get() != 0 || end.getInt() != SEEKABLE) {
      throw new IllegalArgumentException("it does not end with a seek table");
    }
    return HEADER_BYTES + frames * ENTRY_BYTES + FOOTER_BYTES;
  }

  /// @throws IllegalArgumentException if the bytes are no seek table, or it names a frame too large
  static SeekTable decode(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt() != SKIPPABLE || bytes.getInt() != encoded.length - HEADER_BYTES) {
      throw new IllegalArgumentException("its seek table does not begin as one");
    }
    SeekTable table = new SeekTable();
    while (bytes.remaining() > FOOTER_BYTES) {
      int stored = bytes.getInt();
      int content = bytes.getInt();
      if (stored <= 0 || stored > MAX_FRAME_BYTES * 2 || content < 0 || content > MAX_FRAME_BYTES) {
        throw new IllegalArgumentException(
            "frame %d has %d bytes, %d stored".formatted(table.count, content, stored));
      }
      table.add(stored, content);
    }
    return table;
  }
}
