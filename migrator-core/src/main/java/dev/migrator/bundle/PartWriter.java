package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.database.Chunk;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;

/// The file of one part of a table while it is written. Not for several threads.
public final class PartWriter implements ByteSink, AutoCloseable {
  private final CutWriter cut;
  private final String path;
  private final Chunk chunk;
  private final PartContent file;
  private final MessageDigest digest = Sha256.newDigest();

  PartWriter(CutWriter cut, BundleStore store, String path, Chunk chunk) {
    this.cut = cut;
    this.path = path;
    this.chunk = chunk;
    this.file =
        switch (chunk.packing()) {
          case BUNDLE -> PartContent.create(path, store.create(path));
          case ADAPTER -> new PackedPart(store.create(path));
        };
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    file.write(bytes, offset, length);
  }

  @Override
  public void store(byte[] bytes, int offset, int length) {
    file.store(bytes, offset, length);
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
