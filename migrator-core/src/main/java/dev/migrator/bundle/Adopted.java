package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.model.KeyRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Volumes of runs that were killed, whose entries segments may still take over. Safe for many
/// threads.
final class Adopted {
  private final BundleStore store;
  private final Map<String, String> sources = new TreeMap<>();
  private final SortedMap<String, Stamp> unnamed = new TreeMap<>();

  Adopted(BundleStore store) {
    this.store = store;
  }

  /// Adds a volume that a commit names.
  synchronized void add(String path) {
    if (Names.parse(path) instanceof Names.Name.Volume volume) {
      sources.put(path, volume.source());
    }
  }

  /// Adds a volume that no commit names.
  synchronized void add(String path, Stamp stamp) {
    add(path);
    unnamed.put(path, stamp);
  }

  /// Those that no commit names.
  synchronized SortedMap<String, Stamp> unnamed() {
    return new TreeMap<>(unnamed);
  }

  /// All of them.
  synchronized List<String> paths() {
    return List.copyOf(sources.keySet());
  }

  /// A commit names them all now.
  synchronized void named() {
    unnamed.clear();
  }

  /// The entries of each volume of a source within a range. The caller closes them.
  List<EntryReader> entries(String source, KeyRange range) {
    List<EntryReader> readers = new ArrayList<>();
    for (String path : pathsOf(source)) {
      readers.add(VolumeIndex.open(store, path).entries(range));
    }
    return readers;
  }

  private synchronized List<String> pathsOf(String source) {
    return sources.entrySet().stream()
        .filter(volume -> volume.getValue().equals(source))
        .map(Map.Entry::getKey)
        .toList();
  }
}
