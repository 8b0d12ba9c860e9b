package dev.migrator.database.dynamodb;

import dev.migrator.database.FastGzip;
import dev.migrator.database.OpenCut.ByteSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

/// Passes content on as it is and in gzip, because AWS's layout names the MD5 of the packed file.
/// Not for several threads.
final class GzipTee implements AutoCloseable {
  private final ByteSink sink;
  private final MessageDigest md5 = DigestUtils.getMd5Digest();
  private final FastGzip gzip;

  GzipTee(ByteSink sink) {
    this.sink = sink;
    try {
      this.gzip = new FastGzip(new Packed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(byte[] bytes) {
    sink.write(bytes, 0, bytes.length);
    try {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return the MD5 of the whole packed file
  byte[] finish() {
    try {
      gzip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return md5.digest();
  }

  @Override
  public void close() {
    gzip.release();
  }

  private final class Packed extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      md5.update(bytes, offset, length);
      sink.store(bytes, offset, length);
    }
  }
}
