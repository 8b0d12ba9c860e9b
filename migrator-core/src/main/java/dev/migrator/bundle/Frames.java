package dev.migrator.bundle;

import dev.migrator.bundle.volume.FrameCompressor;

/// Whole zstd frames, each with its content checksum.
public final class Frames {

  /// Bytes that a chunk of a large object has, but for the last.
  public static final int CHUNK_BYTES = 8 << 20;

  private Frames() {}

  /// Compresses bytes to one frame of their own. Bytes that do not shrink cost little time.
  public static byte[] compress(byte[] bytes, int length) {
    return FrameCompressor.compress(bytes, length);
  }
}
