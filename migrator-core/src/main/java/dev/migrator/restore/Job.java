package dev.migrator.restore;

import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.EntryReader;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTarget.Creation;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One source on its way to one target.
record Job(
    Run run,
    String source,
    SourceState state,
    ObjectTarget target,
    Creation creation,
    Tally tally,
    Settled settled) {

  SourceDescription description() {
    return run.bundle()
        .description(run.commit(), source)
        .orElseGet(() -> new SourceDescription(state.kind(), source, new TreeMap<>(), List.of()));
  }

  EntryReader entries(KeyRange range) {
    return run.bundle().entries(run.commit(), source, range);
  }

  /// The selected keys beside what the target has in their range now.
  KeyMerge mergedWithTarget() {
    KeyRange range = run.only().range();
    return new KeyMerge(entries(range), target.list(range));
  }

  /// The selected keys beside nothing.
  KeyMerge mergedWithNothing() {
    return new KeyMerge(entries(run.only().range()), Nothing.INSTANCE);
  }

  boolean isSelected(KeyVersions key) {
    return !key.isForeign() && run.only().matches(key.key());
  }

  /// The listing of an empty store.
  private enum Nothing implements Listing {
    INSTANCE;

    @Override
    public @Nullable Listed next() {
      return null;
    }

    @Override
    public void close() {}
  }
}
