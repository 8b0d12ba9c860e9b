package dev.migrator.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps large buffers for another use: an array above half a G1 region is costly to make and to
/// collect. Small ones are just made. Safe for many threads at once.
public final class BufferPool {
  private static final int SMALL_BYTES = 128 << 10;
  private static final int MIDDLE_BYTES = 1 << 20;

  private final int largeBytes;
  private final long keptLimitBytes;
  private final ConcurrentLinkedQueue<byte[]> middle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<byte[]> large = new ConcurrentLinkedQueue<>();
  private final AtomicLong keptBytes = new AtomicLong();

  /// @param largeBytes the greatest length that can be asked for
  /// @param keptLimitBytes most bytes that lie here unused
  public BufferPool(int largeBytes, long keptLimitBytes) {
    this.largeBytes = largeBytes;
    this.keptLimitBytes = keptLimitBytes;
  }

  /// The length that a buffer for `bytes` bytes has: what it costs of a budget.
  public int lengthFor(int bytes) {
    if (bytes > largeBytes) {
      throw new IllegalArgumentException(
          "a buffer of " + bytes + " bytes, more than " + largeBytes);
    }
    if (bytes <= SMALL_BYTES) {
      return bytes;
    }
    return bytes <= MIDDLE_BYTES ? Math.min(MIDDLE_BYTES, largeBytes) : largeBytes;
  }

  /// A buffer of [#lengthFor] `bytes`; what is in it is undefined.
  public byte[] take(int bytes) {
    int length = lengthFor(bytes);
    byte[] kept = length <= SMALL_BYTES ? null : shelf(length).poll();
    if (kept == null) {
      return new byte[length];
    }
    keptBytes.addAndGet(-length);
    return kept;
  }

  /// Takes back a buffer of [#take]; the caller forgets it.
  public void give(byte[] buffer) {
    if (buffer.length <= SMALL_BYTES) {
      return;
    }
    if (keptBytes.addAndGet(buffer.length) > keptLimitBytes) {
      keptBytes.addAndGet(-buffer.length);
    } else {
      shelf(buffer.length).add(buffer);
    }
  }

  private ConcurrentLinkedQueue<byte[]> shelf(int length) {
    return length == largeBytes ? large : middle;
  }
}
