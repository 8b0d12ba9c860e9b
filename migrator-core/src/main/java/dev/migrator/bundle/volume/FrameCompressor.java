package dev.migrator.bundle.volume;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Compresses bytes to whole zstd frames, each with its content checksum. Keeps its buffers and
/// native contexts for the next caller.
public final class FrameCompressor {
  private static final int FAST = 1;
  private static final int BARELY = -10;
  private static final int SAMPLE_BYTES = 4 << 10;
  private static final int SAMPLES = 4;
  private static final BlockingQueue<FrameCompressor> IDLE =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private byte[] out = new byte[1 << 20];

  private FrameCompressor() {
    context.setChecksum(true);
  }

  /// Receives a frame; the bytes are its own only until it returns.
  interface FrameConsumer {
    void accept(byte[] frame, int frameLength);
  }

  /// The greatest length of a frame that holds so many bytes.
  public static int bound(int length) {
    return Math.toIntExact(Zstd.compressBound(length));
  }

  /// @param frame takes the frame; of at least [#bound] bytes
  /// @return the frame's length
  public static int compress(byte[] bytes, int length, byte[] frame) {
    FrameCompressor compressor = idle();
    try {
      return compressor.run(bytes, 0, length, frame);
    } finally {
      compressor.keep();
    }
  }

  public static byte[] compress(byte[] bytes, int length) {
    byte[][] frame = new byte[1][];
    compress(bytes, 0, length, (out, size) -> frame[0] = Arrays.copyOf(out, size));
    return frame[0];
  }

  static void compress(byte[] bytes, int offset, int length, FrameConsumer consumer) {
    FrameCompressor compressor = idle();
    try {
      byte[] out = compressor.out(length);
      consumer.accept(out, compressor.run(bytes, offset, length, out));
    } finally {
      compressor.keep();
    }
  }

  private static FrameCompressor idle() {
    FrameCompressor idle = IDLE.poll();
    return idle == null ? new FrameCompressor() : idle;
  }

  private void keep() {
    if (!IDLE.offer(this)) {
      context.close();
    }
  }

  private byte[] out(int length) {
    if (out.length < bound(length)) {
      out = new byte[bound(length)];
    }
    return out;
  }

  private int run(byte[] bytes, int offset, int length, byte[] frame) {
    context.setLevel(shrinks(bytes, offset, length, frame) ? FAST : BARELY);
    return context.compressByteArray(frame, 0, frame.length, bytes, offset, length);
  }

  /// Tries a few samples: most bytes that do not shrink (pictures, archives) show it everywhere.
  private boolean shrinks(byte[] bytes, int offset, int length, byte[] scratch) {
    if (length <= 2 * SAMPLES * SAMPLE_BYTES) {
      return true;
    }
    context.setLevel(FAST);
    int step = (length - SAMPLE_BYTES) / (SAMPLES - 1);
    int compressed = 0;
    for (int i = 0; i < SAMPLES; i++) {
      compressed +=
          context.compressByteArray(
              scratch, 0, scratch.length, bytes, offset + i * step, SAMPLE_BYTES);
    }
    return compressed < SAMPLES * SAMPLE_BYTES / 32 * 31;
  }
}
