package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.cli.run.OpenBundle;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import org.jspecify.annotations.Nullable;

/// Finds the one entry that a user means.
record EntryFinder(OpenBundle bundle, Commit commit, String source) {

  /// @param version its id; null for the latest
  /// @return an entry with bytes
  /// @throws StoreException if there is none, saying why
  Entry find(Key key, @Nullable String version) {
    KeyRange range = new KeyRange(key, key.successor());
    try (EntryReader entries = bundle.entries(commit, source, range)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        if (version == null
            ? entry.listed().latest()
            : version.equals(entry.listed().versionId())) {
          return withBytes(entry);
        }
      }
    }
    throw missing(
        "commit "
            + commit.number()
            + " has no "
            + (version == null ? "latest version of " : "version " + version + " of ")
            + key
            + " in source "
            + source);
  }

  private static Entry withBytes(Entry entry) {
    if (entry.content() != null) {
      return entry;
    }
    String label = entry.listed().label();
    throw missing(
        switch (entry.listed().kind()) {
          case OBJECT -> "the bundle has no bytes of " + label + reason(entry);
          case DELETE_MARKER -> label + " is a delete marker: the object was deleted";
          case FOLDER -> label + " is a folder";
          case LINK -> label + " is a symbolic link";
          case SPECIAL -> label + " is a special file";
        });
  }

  private static String reason(Entry entry) {
    return entry.gaps().stream()
        .filter(gap -> gap.attribute() == null)
        .findFirst()
        .map(gap -> ": " + gap.code().wire() + ", " + gap.reason())
        .orElse("");
  }

  private static StoreException missing(String problem) {
    return new StoreException(
        Reason.NOT_FOUND,
        problem,
        "Look what there is: migrator ls BUNDLE SOURCE --prefix KEY --versions.",
        null);
  }
}
