package dev.migrator.store;

import dev.migrator.model.ByteRange;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A bucket, or the part of it below a prefix, as a place for files of our own. Names are relative
/// to the prefix, with `/`. Safe for many threads at once. Every method throws
/// [dev.migrator.error.StoreException], or [dev.migrator.error.SpaceException] where the host says
/// that its quota is used up.
public interface BlobStore extends AutoCloseable {

  /// For messages: bucket, prefix and host, never a credential.
  String label();

  /// All files, by name in byte order. Unfinished uploads are not among them.
  List<Blob> list();

  /// @return empty if there is no such file
  Optional<Blob> find(String name);

  /// Opens a range. The stream ends after exactly that many bytes or throws. The caller closes it.
  ///
  /// @throws dev.migrator.error.StoreException with reason `NOT_FOUND` if there is no such file,
  ///   `BAD_BYTES` if it ends before the range does
  InputStream read(String name, ByteRange range);

  /// Writes a file whole, in the place of another or of none.
  void put(String name, byte[] bytes);

  /// Writes a file only if there is none of that name; of many concurrent callers one succeeds. Not
  /// every host enforces that: some say so, others overlook the condition and overwrite. Whoever
  /// depends on it must try.
  ///
  /// @return the new file's tag
  /// @throws dev.migrator.error.StoreException with reason `EXISTS` if the name is taken,
  ///   `UNSUPPORTED` where the host says that it has no such condition
  String create(String name, byte[] bytes);

  /// Writes a file only if the one of that name still bears `tag`. The same caution applies as for
  /// [#create].
  ///
  /// @return the new file's tag
  /// @throws dev.migrator.error.StoreException with reason `CHANGED` if it is another file by now
  ///   or gone, `UNSUPPORTED` where the host says that it has no such condition
  String replace(String name, String tag, byte[] bytes);

  /// Starts a file that comes in parts. The caller closes the upload.
  Upload startUpload(String name);

  /// Drops every unfinished upload below the prefix, whoever started it.
  void abortUploads();

  /// Deletes a file; harmless where there is none.
  void delete(String name);

  @Override
  void close();

  /// @param tag changes whenever the content does
  /// @param age time since it was written, by the host's own clock as far as the host tells; only
  ///   [#find] fills it in, a listing gives zero
  record Blob(String name, long sizeBytes, String tag, Duration age) {}

  /// A file while it is uploaded. Not for several threads.
  interface Upload extends AutoCloseable {

    /// Sends the next part: the first `length` of `bytes`. All parts but the last have one size, at
    /// least 5 MiB; at most 10,000 parts.
    void part(byte[] bytes, int length);

    /// The file is there now, whole.
    void complete();

    /// Without [#complete()]: nothing stays.
    @Override
    void close();
  }
}
