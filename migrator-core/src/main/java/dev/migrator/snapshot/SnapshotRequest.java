package dev.migrator.snapshot;

import dev.migrator.engine.Deadline;
import dev.migrator.estate.Estate;
import dev.migrator.store.StoreAddress;
import java.util.Optional;

/// @param bundle a directory ([StoreAddress.FilesAddress]) or a prefix of a bucket
///   ([StoreAddress.S3Address])
/// @param workers ranges captured at one time, at least 1
/// @param requestsInFlight most reads under way at one time per source, at least 1
/// @param deadline by when the run is to have sealed what it has
public record SnapshotRequest(
    Estate estate,
    StoreAddress bundle,
    int workers,
    int requestsInFlight,
    Optional<Deadline> deadline) {

  /// Of the databases alone.
  SnapshotRequest ofDatabases(Optional<Deadline> until) {
    return new SnapshotRequest(estate.ofDatabases(), bundle, workers, requestsInFlight, until);
  }
}
