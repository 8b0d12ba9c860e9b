package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.volume.FramedWriter;
import dev.migrator.model.Sha256;

/// Frames of zstd with a seek table.
final class FramedPart implements PartContent {
  private static final int FRAME_BYTES = 4 << 20;

  private final FramedWriter file;

  FramedPart(FileWriter file) {
    this.file = new FramedWriter(file, FRAME_BYTES);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int size = Math.min(FRAME_BYTES, end - from);
      file.write(bytes, from, size);
      file.endItem();
      from += size;
    }
  }

  @Override
  public long contentBytes() {
    return file.contentBytes();
  }

  @Override
  public long storedBytes() {
    return file.storedBytes();
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
