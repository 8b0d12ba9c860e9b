package dev.migrator.verify;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.model.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongConsumer;

/// One file that is read from its start to its end by somebody who also looks ahead; its stored
/// bytes are hashed as they pass, so that once is enough. Not for several threads.
final class HashedFile implements BundleFiles {
  private static final int BUFFER_BYTES = 128 << 10;

  private final BundleFiles files;
  private final String path;
  private final long sizeBytes;
  private final LongConsumer read;
  private final MessageDigest digest = Sha256.newDigest();
  private long hashedBytes;

  /// @param sizeBytes that the file has
  /// @param read is told how many bytes were read
  HashedFile(BundleFiles files, String path, long sizeBytes, LongConsumer read) {
    this.files = files;
    this.path = path;
    this.sizeBytes = sizeBytes;
    this.read = read;
  }

  static Sha256 hash(BundleFiles files, String path, long sizeBytes, LongConsumer read) {
    return new HashedFile(files, path, sizeBytes, read).finish();
  }

  @Override
  public InputStream read(String from, long offset, long length) {
    InputStream in = files.read(from, offset, length);
    return from.equals(path) && offset == hashedBytes ? new Hashing(in) : in;
  }

  @Override
  public Optional<Long> sizeBytes(String of) {
    return files.sizeBytes(of);
  }

  /// Reads what nobody has read yet.
  ///
  /// @return the hash of the whole file
  Sha256 finish() {
    if (hashedBytes < sizeBytes) {
      try (InputStream rest = read(path, hashedBytes, sizeBytes - hashedBytes)) {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (rest.read(buffer, 0, buffer.length) >= 0) {
          // the stream hashes
        }
      } catch (IOException e) {
        throw BundleFiles.brokeOff(path, e);
      }
    }
    return Sha256.of(digest);
  }

  private final class Hashing extends FilterInputStream {
    Hashing(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int size = in.read(bytes, offset, length);
      if (size > 0) {
        digest.update(bytes, offset, size);
        hashedBytes += size;
        read.accept(size);
      }
      return size;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, BUFFER_BYTES)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
