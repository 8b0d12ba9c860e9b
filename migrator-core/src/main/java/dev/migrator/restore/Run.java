package dev.migrator.restore;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.engine.Progress;
import dev.migrator.error.StoreException;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.resilient.Watcher;

/// What all sources of one restore share.
record Run(
    Bundle bundle,
    Commit commit,
    KeyPatterns only,
    Nonempty nonempty,
    int workers,
    Progress progress,
    Halt halt)
    implements Watcher {

  @Override
  public boolean isHalted() {
    return halt.isStopped();
  }

  @Override
  public void retrying(StoreException failure) {
    progress.retry(String.valueOf(failure.getMessage()));
  }
}
