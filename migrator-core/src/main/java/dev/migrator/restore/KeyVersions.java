package dev.migrator.restore;

import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import java.util.List;

/// One key, as the bundle has it and as the target has it.
///
/// @param sequence the number of the key among those that the bundle has in the range of the merge,
///   from 0, the same in every pass; [#NOT_IN_BUNDLE] for others
/// @param wanted what the bundle has, oldest first
/// @param there what the target has, oldest first
record KeyVersions(int sequence, Key key, List<Entry> wanted, List<Listed> there) {
  static final int NOT_IN_BUNDLE = -1;

  boolean isForeign() {
    return sequence == NOT_IN_BUNDLE;
  }

  boolean isFolder() {
    return wanted.stream().allMatch(entry -> entry.listed().kind() == Listed.Kind.FOLDER);
  }
}
