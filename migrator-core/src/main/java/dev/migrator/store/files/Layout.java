package dev.migrator.store.files;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.model.SourceDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/// What a target keeps for itself in its folder `.migrator`, made when it is first needed.
///
///     keys.tsv          entries that do not lie at their own path; see [Stored]
///     metadata.ndjson   what an object store said of each object; there from the start of a
///                       restore of an object store, and only then
///     objects/          objects whose keys can be no paths
///     versions/         versions that are not the latest
///     source            whose restore this is, where that is an object store
///     tmp/  links/      work in flight
final class Layout {
  static final String NAME = ".migrator";
  static final Key FOLDER = Key.of(NAME + "/");

  private final Path root;
  private final Path own;

  Layout(Path root) {
    this.root = root;
    this.own = root.resolve(NAME);
  }

  Path root() {
    return root;
  }

  Path keys() {
    return own.resolve("keys.tsv");
  }

  Path metadata() {
    return own.resolve("metadata.ndjson");
  }

  /// Takes the folder for the restore of an object store, or finds that it is taken.
  ///
  /// @throws StoreException with reason `REJECTED` if the restore of another source is in it
  void claim(SourceDescription source) throws IOException {
    Path file = own.resolve("source");
    String claim = source.kind() + " " + source.location() + "\n";
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      requireSame(Files.readString(file), claim);
    } else if (!source.kind().equals("files")) {
      makeParent(file);
      Files.writeString(file, claim);
    }
  }

  private void requireSame(String claimed, String claim) {
    if (!claimed.equals(claim)) {
      throw new StoreException(
          Reason.REJECTED,
          "cannot restore %s to %s: the restore of %s is there"
              .formatted(claim.strip(), root, claimed.strip()),
          "Restore each source to a folder of its own.",
          null);
    }
  }

  /// @param name as [Stored] has it
  Path stored(String name) {
    return own.resolve(name);
  }

  Path link(String identity) {
    return own.resolve("links").resolve(identity);
  }

  /// A name for work in flight that no one else has.
  Path temporary() {
    return own.resolve("tmp").resolve(UUID.randomUUID().toString());
  }

  /// Whether an object store is restored here: its folders are no entries, for it had none.
  boolean isOfObjects() {
    return Files.exists(metadata(), LinkOption.NOFOLLOW_LINKS);
  }

  /// Makes the folder that a file of ours is to be in.
  void makeParent(Path file) throws IOException {
    String objection = Folders.make(root, root.relativize(file).getParent());
    if (objection != null) {
      throw new StoreException(
          Reason.REJECTED,
          "cannot use %s in %s: %s".formatted(NAME, root, objection),
          "Restore to another folder.",
          null);
    }
  }

  /// Removes work in flight, and the whole folder if nothing else is in it.
  void tidy() throws IOException {
    removeAll(own.resolve("tmp"));
    removeAll(own.resolve("links"));
    try {
      Files.deleteIfExists(own);
    } catch (DirectoryNotEmptyException _) {
      return; // what is left belongs to the restore
    }
  }

  static void removeAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          removeAll(file);
        } else {
          Files.delete(file);
        }
      }
    } catch (NoSuchFileException _) {
      return;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.delete(folder);
  }
}
