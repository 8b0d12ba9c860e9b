package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.volume.HashedWriter;
import dev.migrator.model.Sha256;

/// A file that comes packed, beside its content.
final class PackedPart implements PartContent {
  private final HashedWriter file;
  private long contentBytes;

  PackedPart(FileWriter file) {
    this.file = new HashedWriter(file);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    contentBytes += length;
  }

  @Override
  public void store(byte[] bytes, int offset, int length) {
    file.write(bytes, offset, length);
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
    return file.finish();
  }

  @Override
  public void close() {
    file.close();
  }
}
