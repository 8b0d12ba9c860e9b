package dev.migrator.bundle.store;

import java.io.InputStream;
import java.util.Optional;

/// The files of a bundle, to be read by path. Safe for many threads at once. Every method throws
/// [dev.migrator.error.StoreException].
public interface BundleFiles {

  /// Opens `sizeBytes` bytes from `offset` on; throws if the file is shorter. The caller closes the
  /// stream.
  InputStream read(String path, long offset, long sizeBytes);

  /// @return the length, empty if there is no such file
  Optional<Long> sizeBytes(String path);
}
