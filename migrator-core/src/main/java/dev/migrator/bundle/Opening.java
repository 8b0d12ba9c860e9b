package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.error.UsageException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes a bundle ready to be written: finds the truth, and sorts out what a run that died left.
final class Opening {
  private final BundleStore store;
  private final String estate;
  private final @Nullable Commit head;
  private final List<StoredFile> files;

  private Opening(BundleStore store, String estate, @Nullable Commit head, List<StoredFile> files) {
    this.store = store;
    this.estate = estate;
    this.head = head;
    this.files = files;
  }

  /// @throws UsageException if the place holds something else, or the bundle of another estate
  static Committer run(BundleStore store, String estate, long volumeBytes) {
    List<StoredFile> files = store.list();
    List<Long> commits = Commits.numbers(files);
    Commit head = commits.isEmpty() ? null : Commits.read(store, commits.getLast());
    Opening opening = new Opening(store, estate, head, files);
    opening.refuseForeign();
    return opening.committer(opening.workplace(volumeBytes));
  }

  private void refuseForeign() {
    if (head != null && !head.estate().equals(estate)) {
      throw new UsageException(
          "%s holds the bundle of estate %s, not %s"
              .formatted(store.label(), head.estate(), estate),
          "Choose another place for the bundle of this estate.");
    }
    for (StoredFile file : files) {
      if (head == null && !Names.isInFlight(file.path(), null)) {
        throw new UsageException(
            "%s is no bundle and not empty: it holds %s".formatted(store.label(), file.path()),
            "Choose an empty place, or one that does not exist yet.");
      }
    }
  }

  private Workplace workplace(long volumeBytes) {
    Adoption adoption = Adoption.of(store, estate, head, inFlight());
    String bundle =
        Objects.requireNonNullElseGet(adoption.bundle(), () -> UUID.randomUUID().toString());
    return new Workplace(store, bundle, estate, volumeBytes, adoption);
  }

  private List<String> inFlight() {
    return files.stream()
        .map(StoredFile::path)
        .filter(path -> !path.equals(Names.LOCK))
        .filter(path -> head == null || !head.files().containsKey(path))
        .filter(path -> Names.isInFlight(path, head))
        .toList();
  }

  private Committer committer(Workplace work) {
    Committer committer = new Committer(work, new TagFileWriter(store, files));
    if (head != null) {
      committer.goOnFrom(head, Commits.bytes(store, head.number()));
    }
    return committer;
  }
}
