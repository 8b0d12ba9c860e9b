package dev.migrator.database;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// One gzip member (RFC 1952), compressed for speed. Not for several threads.
public final class FastGzip extends GZIPOutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  public FastGzip(OutputStream out) throws IOException {
    super(out, BUFFER_BYTES);
    def.setLevel(Deflater.BEST_SPEED);
  }

  /// Gives back what lies outside of the heap, whether the member is whole or not. What it writes
  /// to stays open.
  public void release() {
    def.end();
  }
}
