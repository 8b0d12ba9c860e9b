package dev.migrator.bundle;

import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.error.UsageException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes a bundle ready to be written: finds the truth, and clears away what a run that died left.
final class Opening {
  private final BundleStore store;
  private final String estate;
  private final @Nullable Commit head;

  private Opening(BundleStore store, String estate, @Nullable Commit head) {
    this.store = store;
    this.estate = estate;
    this.head = head;
  }

  /// @throws UsageException if the place holds something else, or the bundle of another estate
  static Opening of(BundleStore store, String estate) {
    List<StoredFile> files = store.list();
    List<Long> commits = Commits.numbers(files);
    Commit head = commits.isEmpty() ? null : Commits.read(store, commits.getLast());
    if (head == null) {
      refuseForeign(store, files);
    } else if (!head.estate().equals(estate)) {
      throw new UsageException(
          "%s holds the bundle of estate %s, not %s"
              .formatted(store.label(), head.estate(), estate),
          "Choose another place for this estate's bundle.");
    }
    Opening opening = new Opening(store, estate, head);
    opening.clear(files);
    return opening;
  }

  private static void refuseForeign(BundleStore store, List<StoredFile> files) {
    for (StoredFile file : files) {
      if (!Names.isInFlight(file.path(), null) && !isFirstTagFile(file.path())) {
        throw new UsageException(
            "%s is no bundle and not empty: it holds %s".formatted(store.label(), file.path()),
            "Choose an empty place, or one that does not exist yet.");
      }
    }
  }

  private static boolean isFirstTagFile(String path) {
    return Names.parse(path) instanceof Name.TagFile;
  }

  private void clear(List<StoredFile> files) {
    for (StoredFile file : files) {
      boolean isNamed = head != null && head.files().containsKey(file.path());
      if (!isNamed && !file.path().equals(Names.LOCK) && Names.isInFlight(file.path(), head)) {
        store.delete(file.path());
      }
    }
  }

  Workplace workplace(long volumeBytes) {
    Numbers numbers =
        head == null ? new Numbers(1, 1) : new Numbers(head.nextOrdinal(), head.nextFile());
    String bundle = head == null ? UUID.randomUUID().toString() : head.bundle();
    return new Workplace(store, bundle, estate, volumeBytes, numbers, new Resumable());
  }

  Committer committer(Workplace work) {
    Committer committer = new Committer(work, head);
    if (head != null) {
      committer.writeTagFiles(head);
    }
    return committer;
  }
}
