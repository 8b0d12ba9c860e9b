package dev.migrator.bundle.volume;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;

/// A stored file while it is written, with the hash of its bytes. Not for several threads.
public final class HashedWriter implements AutoCloseable {
  private final FileWriter file;
  private final MessageDigest digest = Sha256.newDigest();

  public HashedWriter(FileWriter file) {
    this.file = file;
  }

  public void write(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    file.write(bytes, offset, length);
  }

  /// Bytes written so far.
  public long position() {
    return file.position();
  }

  /// Makes the file whole and durable.
  ///
  /// @return the hash of all its bytes
  public Sha256 finish() {
    file.finish();
    return Sha256.of(digest);
  }

  /// Without [#finish()]: nothing stays.
  @Override
  public void close() {
    file.close();
  }
}
