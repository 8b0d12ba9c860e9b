package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the open segments of a [BundleWriter] share: the store, the numbers, the files sealed but
/// not yet committed, and what earlier runs left. Safe for many threads.
final class Workplace {
  final BundleStore store;
  final ProvenFiles proven;
  final String bundle;
  final String estate;
  final long volumeBytes;
  final Numbers numbers;
  final Adopted adopted;
  final Resumable resumable;
  private final Map<String, Sealed> sealed = new HashMap<>();
  private final SortedMap<String, Long> left = new TreeMap<>();

  /// Files that belong together: a segment's, or a description.
  ///
  /// @param numbers of the files
  /// @param ordinals of the folders
  record Sealed(SortedMap<String, Stamp> files, Set<Long> numbers, Set<Long> ordinals) {}

  Workplace(BundleStore store, String bundle, String estate, long volumeBytes, Adoption adoption) {
    this.store = store;
    this.proven = new ProvenFiles(store);
    this.bundle = bundle;
    this.estate = estate;
    this.volumeBytes = volumeBytes;
    this.numbers = adoption.numbers();
    this.adopted = adoption.adopted();
    this.resumable = adoption.resumable();
  }

  /// @param name by which a commit will refer to them: the index's path, or the description's
  synchronized void seal(String name, Sealed files) {
    sealed.put(name, files);
  }

  /// @return null where the commit before has it already
  synchronized @Nullable Sealed sealed(String name) {
    return sealed.get(name);
  }

  synchronized void committed(String name) {
    sealed.remove(name);
  }

  /// A segment that is given up leaves its whole files: the next run may adopt the volumes. The
  /// file may also not be there.
  synchronized void leave(String path, long number) {
    left.put(path, number);
  }

  /// Deletes what segments gave up, and pieces of objects that nobody went on with.
  synchronized void dropLeftovers() {
    left.forEach((path, number) -> {
      store.delete(path);
      numbers.release(Set.of(number), Set.of());
    });
    left.clear();
    resumable.takeAll().forEach((object, pieces) -> drop(object.source(), pieces));
  }

  /// Deletes the pieces of an object that is given up.
  void drop(String source, Resumable.Left object) {
    String folder = Names.bigFolder(source, object.ordinal());
    object.pieces().keySet().forEach(piece -> store.delete(Names.piece(folder, piece)));
    numbers.release(Set.of(), Set.of(object.ordinal()));
  }
}
