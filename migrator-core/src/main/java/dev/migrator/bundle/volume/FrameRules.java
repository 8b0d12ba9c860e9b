package dev.migrator.bundle.volume;

import org.jspecify.annotations.Nullable;

/// What the format asks of a zstd frame beyond that it can be decoded here: other decoders must be
/// able to, and to see that its content is whole. The header is that of RFC 8878, section 3.1.1.1.
final class FrameRules {
  private static final int DESCRIPTOR = 4;
  private static final int SINGLE_SEGMENT = 0x20;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final long WINDOW_MAX_BYTES = 128L << 20;

  private FrameRules() {}

  /// @param frame a whole one, which was decoded
  /// @return what is broken, null where nothing is
  static @Nullable String broken(byte[] frame) {
    if ((frame[DESCRIPTOR] & CONTENT_CHECKSUM) == 0) {
      return "has no content checksum";
    }
    // The window of a single segment is its content, whose length is bounded elsewhere.
    boolean single = (frame[DESCRIPTOR] & SINGLE_SEGMENT) != 0;
    return !single && windowBytes(frame[DESCRIPTOR + 1] & 0xFF) > WINDOW_MAX_BYTES
        ? "needs a window above 128 MiB"
        : null;
  }

  private static long windowBytes(int descriptor) {
    long base = 1L << (10 + (descriptor >> 3));
    return base + base / 8 * (descriptor & 7);
  }
}
