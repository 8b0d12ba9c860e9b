package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.util.List;

/// Finds and reads the commits of a bundle.
public final class Commits {
  private static final long MAX_BYTES = 1L << 30;

  private Commits() {}

  /// Numbers of the commits among these files, ascending.
  public static List<Long> numbers(List<StoredFile> files) {
    return files.stream()
        .map(file -> Names.parse(file.path()))
        .filter(Names.Name.CommitFile.class::isInstance)
        .map(name -> ((Names.Name.CommitFile) name).number())
        .sorted()
        .toList();
  }

  /// @throws BundleDamagedException if it is not whole
  public static Commit read(BundleStore store, long number) {
    try {
      Commit commit = CommitJson.parse(bytes(store, number));
      if (commit.number() != number) {
        throw new IllegalArgumentException("it calls itself commit " + commit.number());
      }
      return commit;
    } catch (IllegalArgumentException e) {
      throw damaged(number, String.valueOf(e.getMessage()), e);
    }
  }

  /// Makes sure that a commit is the one that a later commit names.
  ///
  /// @throws BundleDamagedException if it is another
  static void require(BundleStore store, long number, Commit later) {
    Commit.Stamp stamp = later.files().get(Names.commit(number));
    if (stamp == null || !Sha256.of(bytes(store, number)).equals(stamp.sha256())) {
      throw damaged(
          number, "it is not the one that commit %d names".formatted(later.number()), null);
    }
  }

  /// A commit's bytes as stored.
  public static byte[] bytes(BundleStore store, long number) {
    String path = Names.commit(number);
    long sizeBytes =
        store.sizeBytes(path).orElseThrow(() -> damaged(number, "it is missing", null));
    if (sizeBytes > MAX_BYTES) {
      throw damaged(number, "it has " + sizeBytes + " bytes", null);
    }
    return store.bytes(path, 0, (int) sizeBytes);
  }

  private static BundleDamagedException damaged(
      long number, String problem, @org.jspecify.annotations.Nullable Exception cause) {
    return new BundleDamagedException(
        "commit %d, %s, is damaged: %s".formatted(number, Names.commit(number), problem),
        "Put the file back from a copy, or name an earlier commit with --commit.",
        cause);
  }
}
