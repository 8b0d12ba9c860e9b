package dev.migrator.bundle.store;

import java.util.List;
import java.util.Optional;

/// The place that a bundle's files are in: a directory, or a prefix of a bucket. Paths are
/// relative, with `/`, of the names that format MP1 allows. Safe for many threads at once. Every
/// method throws [dev.migrator.error.StoreException], or [dev.migrator.error.SpaceException] where
/// the place is full.
public interface BundleStore extends BundleFiles, AutoCloseable {

  /// For messages: the place as the user named it.
  String label();

  /// All files below, by path in byte order; includes work in flight and files that are not ours.
  List<StoredFile> list();

  /// Starts a file, that is not there until it is finished, and then is there whole and for good,
  /// whatever happens to the process or machine. It then takes the place of one that was there.
  FileWriter create(String path);

  /// Puts a small file in the place of another, or of none, in one step.
  void replace(String path, byte[] bytes);

  void delete(String path);

  /// Takes the bundle for this process alone until closed or until the process dies.
  ///
  /// @throws dev.migrator.error.BundleInUseException if another run holds it; the message says
  ///   which
  Lease lease();

  /// Bytes that can still be written; empty where the place does not tell.
  Optional<Long> freeBytes();

  @Override
  void close();

  record StoredFile(String path, long sizeBytes) {}

  interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /// A file while it is written. Not for several threads.
  interface FileWriter extends AutoCloseable {
    void write(byte[] bytes, int offset, int length);

    /// Bytes written so far.
    long position();

    /// The file is now there, whole and durable. Where this throws, it may bear its name all the
    /// same, and is then not known to be durable.
    void finish();

    /// Without [#finish()]: nothing stays.
    @Override
    void close();
  }
}
