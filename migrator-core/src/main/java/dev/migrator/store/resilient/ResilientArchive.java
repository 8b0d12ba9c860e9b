package dev.migrator.store.resilient;

import dev.migrator.archive.ArchiveClass;
import dev.migrator.archive.ArchiveState;
import dev.migrator.archive.ThawDecision.Thaw;
import dev.migrator.archive.ThawLimit;
import dev.migrator.model.Listed;
import dev.migrator.store.Archive;

/// Brings objects back; calls that fail for the moment are made again. One whose answer was lost
/// finds the object under way, so it is paid once.
record ResilientArchive(Host host, Archive archive) implements Archive {

  @Override
  public ThawLimit limit() {
    return archive.limit();
  }

  @Override
  public boolean mayHold(Listed listed) {
    return archive.mayHold(listed);
  }

  @Override
  public ArchiveState state(Listed listed) {
    return host.call(() -> archive.state(listed));
  }

  @Override
  public Answer request(Listed listed, ArchiveClass from, Thaw thaw) {
    return host.call(() -> archive.request(listed, from, thaw));
  }
}
