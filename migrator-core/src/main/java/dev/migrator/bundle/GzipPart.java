package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.volume.HashedWriter;
import dev.migrator.database.FastGzip;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// One gzip member (RFC 1952), compressed for speed.
final class GzipPart implements PartContent {
  private static final int BUFFER_BYTES = 1 << 16;

  private final HashedWriter file;
  private final FastGzip gzip;
  private long contentBytes;

  GzipPart(FileWriter file) {
    this.file = new HashedWriter(file);
    try {
      this.gzip = new FastGzip(new ToFile(this.file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class ToFile extends OutputStream {
    private final HashedWriter file;

    ToFile(HashedWriter file) {
      this.file = file;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      file.write(bytes, offset, length);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      gzip.write(bytes, offset, length);
      contentBytes += length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long contentBytes() {
    return contentBytes;
  }

  @Override
  public long storedBytes() {
    return file.position();
  }

  @Override
  public Sha256 finish() {
    try {
      gzip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.finish();
  }

  @Override
  public void close() {
    gzip.release();
    file.close();
  }

  /// Content of a stored file. Throws [BundleDamagedException] where it is no gzip.
  static InputStream open(BundleFiles files, String path) {
    long sizeBytes = files.sizeBytes(path).orElseThrow(() -> damaged(path, "it is missing"));
    InputStream stored = files.read(path, 0, sizeBytes);
    try {
      return new Guarded(path, new GZIPInputStream(stored, BUFFER_BYTES));
    } catch (ZipException | EOFException e) {
      throw damaged(path, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
  }

  private static BundleDamagedException damaged(String path, String problem) {
    return new BundleDamagedException(
        path + " is damaged: " + problem,
        "Run `migrator verify` to see all that is affected, and put the file back from a copy.");
  }

  /// Tells damage from a reading that broke off.
  private static final class Guarded extends java.io.FilterInputStream {
    private final String path;

    Guarded(String path, InputStream in) {
      super(in);
      this.path = path;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (ZipException | EOFException e) {
        throw damaged(path, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw BundleFiles.brokeOff(path, e);
      }
    }
  }
}
