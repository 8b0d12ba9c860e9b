package dev.migrator.snapshot;

import dev.migrator.estate.Estate;
import dev.migrator.store.StoreAddress;

/// @param bundle a directory ([StoreAddress.FilesAddress]) or a prefix of a bucket
///   ([StoreAddress.S3Address])
/// @param workers ranges captured at one time, at least 1
/// @param requestsInFlight most reads under way at one time per source, at least 1
public record SnapshotRequest(
    Estate estate, StoreAddress bundle, int workers, int requestsInFlight) {}
