package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// What the open segments of a [BundleWriter] share: the store, the numbers, and the files sealed
/// but not yet committed. Safe for many threads.
final class Workplace {
  final BundleStore store;
  final String bundle;
  final String estate;
  final long volumeBytes;
  final Numbers numbers;
  final Resumable resumable;
  private final Map<String, Sealed> sealed = new HashMap<>();

  /// Files that belong together: a segment's, or a description.
  ///
  /// @param numbers of the files
  /// @param ordinals of the folders
  record Sealed(SortedMap<String, Stamp> files, Set<Long> numbers, Set<Long> ordinals) {}

  Workplace(
      BundleStore store,
      String bundle,
      String estate,
      long volumeBytes,
      Numbers numbers,
      Resumable resumable) {
    this.store = store;
    this.bundle = bundle;
    this.estate = estate;
    this.volumeBytes = volumeBytes;
    this.numbers = numbers;
    this.resumable = resumable;
  }

  /// @param name by which a commit will refer to them: the index's path, or the description's
  synchronized void seal(String name, Sealed files) {
    sealed.put(name, files);
  }

  /// @return null where the commit before has it already
  synchronized @org.jspecify.annotations.Nullable Sealed sealed(String name) {
    return sealed.get(name);
  }

  synchronized void committed(String name) {
    sealed.remove(name);
  }
}
