package dev.migrator.database.dynamodb;

import dev.migrator.store.BlobStore;
import dev.migrator.store.StoreAddress.S3Address;

/// For tests in which nothing is exported.
final class NoBuckets {
  private NoBuckets() {}

  static BlobStore open(S3Address address) {
    throw new IllegalStateException("no bucket is wanted: " + address.label());
  }
}
