package dev.migrator.bundle;

import dev.migrator.bundle.volume.FrameCompressor;

/// Whole zstd frames, each with its content checksum.
public final class Frames {

  /// Bytes that a chunk of a large object has, but for the last.
  public static final int CHUNK_BYTES = 8 << 20;

  private Frames() {}

  /// The greatest length of a frame that holds so many bytes.
  public static int bound(int length) {
    return FrameCompressor.bound(length);
  }

  /// Compresses bytes to one frame of their own. Bytes that do not shrink cost little time.
  ///
  /// @param frame takes the frame; of at least [#bound] bytes
  /// @return the frame's length
  public static int compress(byte[] bytes, int length, byte[] frame) {
    return FrameCompressor.compress(bytes, length, frame);
  }

  /// The same, to an array that is just as long.
  public static byte[] compress(byte[] bytes, int length) {
    return FrameCompressor.compress(bytes, length);
  }
}
