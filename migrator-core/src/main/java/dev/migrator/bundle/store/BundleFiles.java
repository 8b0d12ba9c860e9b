package dev.migrator.bundle.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of a bundle, to be read by path. Safe for many threads at once. Every method throws
/// [StoreException].
public interface BundleFiles {

  /// Opens `sizeBytes` bytes from `offset` on; throws if the file is shorter. The stream ends after
  /// exactly that many bytes or throws. The caller closes it.
  InputStream read(String path, long offset, long sizeBytes);

  /// @return the length, empty if there is no such file
  Optional<Long> sizeBytes(String path);

  /// Reads `length` bytes from `offset` on.
  default byte[] bytes(String path, long offset, int length) {
    try (InputStream in = read(path, offset, length)) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw brokeOff(path, null);
      }
      return bytes;
    } catch (IOException e) {
      throw brokeOff(path, e);
    }
  }

  /// The failure to throw where a stream of a file's bytes fails or ends early: the file may be
  /// sound, and the next reading may succeed.
  static StoreException brokeOff(String path, @Nullable IOException cause) {
    return new StoreException(
        cause == null ? Reason.BAD_BYTES : Reason.UNAVAILABLE,
        "reading %s broke off%s".formatted(path, cause == null ? "" : ": " + cause.getMessage()),
        "Check that the place of the bundle can be reached, and run the same command again.",
        cause);
  }
}
