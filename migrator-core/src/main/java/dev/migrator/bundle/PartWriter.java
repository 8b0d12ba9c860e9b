package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FramedWriter;
import dev.migrator.database.Chunk;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;

/// The file of one part of a table while it is written. Not for several threads.
public final class PartWriter implements ByteSink, AutoCloseable {
  private static final int FRAME_BYTES = 4 << 20;

  private final CutWriter cut;
  private final String path;
  private final Chunk chunk;
  private final FramedWriter file;
  private final MessageDigest digest = Sha256.newDigest();

  PartWriter(CutWriter cut, BundleStore store, String path, Chunk chunk) {
    this.cut = cut;
    this.path = path;
    this.chunk = chunk;
    this.file = new FramedWriter(store.create(path), FRAME_BYTES);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int size = Math.min(FRAME_BYTES, end - from);
      file.write(bytes, from, size);
      file.endItem();
      from += size;
    }
  }

  /// Makes the file whole and durable.
  ///
  /// @param hash of the rows written
  public Part finish(RowsHash hash) {
    long sizeBytes = file.contentBytes();
    Part part = new Part(path, chunk.table(), chunk.range(), sizeBytes, Sha256.of(digest), hash);
    Sha256 stored = file.finish();
    cut.seal(path, new Stamp(file.storedBytes(), stored));
    return part;
  }

  /// Without [#finish]: nothing stays.
  @Override
  public void close() {
    file.close();
  }
}
