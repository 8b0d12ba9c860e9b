package dev.migrator.database.redis;

import dev.migrator.database.OpenCut.ByteSink;

/// Passes many small pieces on as few large ones. Not for several threads.
final class Batched implements ByteSink {
  private static final int BATCH_BYTES = 1 << 18;

  private final ByteSink sink;
  private final byte[] batch = new byte[BATCH_BYTES];
  private int size;

  Batched(ByteSink sink) {
    this.sink = sink;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length > batch.length - size) {
      flush();
    }
    if (length > batch.length) {
      sink.write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, batch, size, length);
      size += length;
    }
  }

  void flush() {
    if (size > 0) {
      sink.write(batch, 0, size);
      size = 0;
    }
  }
}
