package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.model.Sha256;
import java.io.InputStream;

/// The stored file of a part of a table: zstd frames, or gzip where the name of the chunk asks for
/// it, because its engine's own tools read no zstd. Not for several threads.
public interface PartContent extends AutoCloseable {
  String GZIP = ".gz";
  String ZSTD = ".zst";

  void write(byte[] bytes, int offset, int length);

  /// See [dev.migrator.database.OpenCut.ByteSink#store].
  default void store(byte[] bytes, int offset, int length) {
    throw new UnsupportedOperationException("this file packs itself");
  }

  /// Length of all that was written.
  long contentBytes();

  /// Stored bytes so far.
  long storedBytes();

  /// Makes the file whole and durable.
  ///
  /// @return the hash of the stored bytes
  Sha256 finish();

  /// Without [#finish()]: nothing stays.
  @Override
  void close();

  /// @param chunk see [dev.migrator.database.Chunk#file]
  static String storedName(String chunk) {
    return chunk.endsWith(GZIP) ? chunk : chunk + ZSTD;
  }

  static String chunkOf(String storedName) {
    return storedName.endsWith(ZSTD)
        ? storedName.substring(0, storedName.length() - ZSTD.length())
        : storedName;
  }

  static PartContent create(String path, FileWriter file) {
    return path.endsWith(GZIP) ? new GzipPart(file) : new FramedPart(file);
  }

  /// Opens the content of a stored file. Throws [dev.migrator.error.BundleDamagedException] where
  /// it is not built as its name says. The caller closes it.
  static InputStream open(BundleFiles files, String path) {
    return path.endsWith(GZIP) ? GzipPart.open(files, path) : FramedFile.open(files, path).frames();
  }
}
