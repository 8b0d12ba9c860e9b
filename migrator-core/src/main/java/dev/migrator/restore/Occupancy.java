package dev.migrator.restore;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.Listing;
import org.jspecify.annotations.Nullable;

/// What a target holds before anything is done to it, not even a canary. Folders alone are nothing.
final class Occupancy {
  private final Job job;
  private final ReadBack readBack;

  Occupancy(Job job) {
    this.job = job;
    readBack = new ReadBack(job.target(), job.run().halt());
  }

  boolean isEmpty() {
    try (Listing listing = job.target().list(KeyRange.ALL)) {
      Listed first = listing.next();
      while (first != null && isNothing(first)) {
        first = listing.next();
      }
      return first == null;
    } catch (StoreException e) {
      if (e.reason() == Reason.NO_SUCH_STORE) {
        return true;
      }
      throw e;
    }
  }

  private boolean isNothing(Listed there) {
    return there.kind() == Kind.FOLDER || job.target().isLeftover(there);
  }

  /// @throws UsageException if there is anything that this bundle cannot have put there: what it
  ///   can is an earlier run's work, and proven when this one comes to it
  void requireNothingForeign() {
    try (KeyMerge merge =
        new KeyMerge(job.entries(KeyRange.ALL), job.target().list(KeyRange.ALL))) {
      for (KeyVersions key = merge.next(); key != null; key = merge.next()) {
        job.run().halt().check();
        for (Listed there : key.there()) {
          requireOurs(key, there);
        }
      }
    }
  }

  private void requireOurs(KeyVersions key, Listed there) {
    if (isNothing(there) && key.isForeign()) {
      return;
    }
    Entry like = like(key, there);
    if (like == null) {
      throw new UsageException(
          "%s is not empty: '%s' is there, %s, which this bundle did not put there"
              .formatted(job.target().label(), there.key(), KeyRestore.describe(there)),
          "Give an empty target, or --into-nonempty to write only where there is nothing.");
    }
  }

  private @Nullable Entry like(KeyVersions key, Listed there) {
    for (Entry entry : key.wanted()) {
      if (Likeness.isPossible(entry, there)
          && (!Likeness.isDoubtful(entry, there) || hasSameBytes(entry, there))) {
        return entry;
      }
    }
    return null;
  }

  private boolean hasSameBytes(Entry entry, Listed there) {
    Content content = entry.content();
    return content != null && content.sha256().equals(readBack.sha256(there));
  }
}
