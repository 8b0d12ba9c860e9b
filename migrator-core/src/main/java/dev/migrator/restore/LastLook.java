package dev.migrator.restore;

import dev.migrator.model.Listed;
import java.util.List;

/// Holds the target's listing, in the end, against the index. It sees what reading back each entry
/// by itself cannot: a key that another key's write replaced, a version too many, a delete marker.
final class LastLook {
  private final Job job;

  LastLook(Job job) {
    this.job = job;
  }

  void run() {
    try (KeyMerge merge = job.mergedWithTarget()) {
      for (KeyVersions key = merge.next(); key != null; key = merge.next()) {
        job.run().halt().check();
        if (job.isSelected(key) && !job.settled().contains(key)) {
          look(key);
        }
      }
    }
  }

  private void look(KeyVersions key) {
    List<Promise> promises = Promise.of(key.wanted(), job.target());
    Alignment alignment = Alignment.of(promises, key.there());
    Listed foreign = alignment.foreign();
    if (foreign != null) {
      note(key, "the target lists " + KeyRestore.describe(foreign) + ", which was not restored");
    } else if (alignment.found().size() < promises.size()) {
      note(
          key,
          "the target lists %d of %d versions"
              .formatted(alignment.found().size(), promises.size()));
    }
  }

  private void note(KeyVersions key, String detail) {
    job.tally().differences.add(key.key().toString(), detail);
  }
}
