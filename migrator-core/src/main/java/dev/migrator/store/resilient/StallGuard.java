package dev.migrator.store.resilient;

import java.io.IOException;
import java.io.InputStream;

/// Notices a body that drips. A body that gives nothing at all is the client library's to notice,
/// by its socket timeout. Not for several threads.
final class StallGuard {
  private final Ticker ticker;
  private final long windowNanos;
  private final long minBytes;
  private long nanos;
  private long bytes;

  StallGuard(RetryPolicy policy, Ticker ticker) {
    this.ticker = ticker;
    this.windowNanos = policy.stallWindow().toNanos();
    this.minBytes = policy.minBytesPerSecond() * policy.stallWindow().toSeconds();
  }

  void restart() {
    nanos = 0;
    bytes = 0;
  }

  /// Reads; only the time spent here counts, not what the caller does in between.
  ///
  /// @throws IOException also if too few bytes came over the last window
  int read(InputStream in, byte[] buffer, int offset, int length) throws IOException {
    long start = ticker.nanos();
    int count = in.read(buffer, offset, length);
    nanos += ticker.nanos() - start;
    bytes += Math.max(0, count);
    if (nanos > windowNanos) {
      if (bytes < minBytes && count >= 0) {
        throw new IOException("only %d bytes came in %d s".formatted(bytes, nanos / 1_000_000_000));
      }
      restart();
    }
    return count;
  }
}
