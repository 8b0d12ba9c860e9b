package dev.migrator.restore;

import dev.migrator.model.Listed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Makes the folders once all that is in them is there, the deepest first: only then are their
/// times and modes final.
final class FolderPass {
  private final Job job;
  private final EntryRestore entries;
  private final Deque<KeyVersions> open = new ArrayDeque<>();

  FolderPass(Job job) {
    this.job = job;
    entries = new EntryRestore(job);
  }

  void run() {
    try (KeyMerge merge = job.mergedWithTarget()) {
      for (KeyVersions key = merge.next(); key != null; key = merge.next()) {
        if (job.isSelected(key) && key.isFolder() && !job.settled().contains(key)) {
          closeAllBut(key);
          open.push(key);
        }
      }
    }
    while (!open.isEmpty()) {
      restore(open.pop());
    }
  }

  private void closeAllBut(KeyVersions next) {
    while (!open.isEmpty() && !next.key().startsWith(open.peek().key())) {
      restore(open.pop());
    }
  }

  private void restore(KeyVersions key) {
    job.run().halt().check();
    for (Promise promise : Promise.of(key.wanted(), job.target())) {
      if (isThere(promise, key.there())) {
        entries.isThere();
      } else {
        entries.write(key, promise);
      }
    }
  }

  private boolean isThere(Promise promise, List<Listed> there) {
    return !there.isEmpty() && entries.prove(promise, there.getLast()).isEqual();
  }
}
