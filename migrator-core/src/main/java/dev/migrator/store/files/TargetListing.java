package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.Listing;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was restored, under the keys it was written under: what lies at its own path merged with
/// what does not.
final class TargetListing implements Listing {
  private final Listing paths;
  private final StoredLines lines;
  private final StoredEntries entries;
  private final boolean foldersAreEntries;
  private boolean begun;
  private @Nullable Listed path;
  private @Nullable Stored line;
  private @Nullable Key last;
  private @Nullable String lastName;

  /// @param paths closed with this
  /// @param lines closed with this
  TargetListing(
      Listing paths, StoredLines lines, StoredEntries entries, boolean foldersAreEntries) {
    this.paths = paths;
    this.lines = lines;
    this.entries = entries;
    this.foldersAreEntries = foldersAreEntries;
  }

  @Override
  public @Nullable Listed next() {
    try {
      begin();
      Listed next = isPathNext() ? takePath() : takeStored();
      while (next == null && (path != null || line != null)) {
        next = isPathNext() ? takePath() : takeStored();
      }
      return next;
    } catch (IOException e) {
      throw FileFailure.of("cannot list what was restored", e);
    }
  }

  private void begin() throws IOException {
    if (!begun) {
      path = paths.next();
      line = lines.next();
      begun = true;
    }
  }

  private boolean isPathNext() {
    return path != null && (line == null || path.key().compareTo(line.key()) <= 0);
  }

  private @Nullable Listed takePath() {
    Listed taken = path;
    path = paths.next();
    if (taken == null || (taken.kind() == Kind.FOLDER && !isEntry(taken))) {
      return null;
    }
    last = taken.key();
    return taken;
  }

  /// A folder that is only there because something is in it, or for people to see, is none.
  private boolean isEntry(Listed folder) {
    return foldersAreEntries && (line == null || !line.key().equals(folder.key()));
  }

  private @Nullable Listed takeStored() throws IOException {
    Stored taken = line;
    line = lines.next();
    if (taken == null) {
      return null;
    }
    if (taken.name().equals(lastName)) {
      return null; // repeated after a kill
    }
    lastName = taken.name();
    boolean newest = !Objects.equals(taken.key(), last);
    if (!newest && taken.current() && !isVersion(taken)) {
      return null; // replaced since
    }
    try {
      Listed listed = entries.listed(taken, newest && taken.current());
      last = taken.key();
      return listed;
    } catch (NoSuchFileException _) {
      return null; // a kill came between
    }
  }

  private static boolean isVersion(Stored stored) {
    return StoredEntries.isVersion(stored.versionId());
  }

  @Override
  public void close() {
    paths.close();
    try {
      lines.close();
    } catch (IOException e) {
      throw FileFailure.of("cannot close the list of what was restored", e);
    }
  }
}
