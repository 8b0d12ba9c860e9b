package dev.migrator.store;

import dev.migrator.store.MemoryBlobs.Bucket;
import dev.migrator.store.MemoryBlobs.Conditions;
import java.time.InstantSource;

final class MemoryBlobsTest extends BlobStoreContract {
  @Override
  protected BlobStore openEmpty() {
    return new MemoryBlobs(new Bucket(Conditions.ENFORCED, InstantSource.system()));
  }
}
