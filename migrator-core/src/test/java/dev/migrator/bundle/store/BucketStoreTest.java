package dev.migrator.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.store.MemoryBlobs;
import dev.migrator.store.MemoryBlobs.Bucket;
import dev.migrator.store.MemoryBlobs.Conditions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class BucketStoreTest extends BundleStoreContract {
  private final Bucket bucket = new Bucket(Conditions.ENFORCED, InstantSource.system());

  @Override
  protected BundleStore open() {
    return new BucketStore(new MemoryBlobs(bucket), 64 << 10, BucketLease.Settings.STANDARD);
  }

  @Test
  void anUnfinishedUploadIsAborted() {
    try (BundleStore.FileWriter file = store.create("data/a")) {
      file.write(bytes(largeBytes()), 0, largeBytes());
      assertThat(bucket.openUploads()).isEqualTo(1);
    }

    assertThat(bucket.openUploads()).isZero();
  }

  @Test
  void takingTheLeaseAbortsWhatAKilledRunLeftUnfinished() {
    var killed = store.create("data/a");
    killed.write(bytes(largeBytes()), 0, largeBytes());

    store.lease().close();

    assertThat(bucket.openUploads()).isZero();
  }

  @Test
  void aSmallFileNeedsNoUpload() {
    try (BundleStore.FileWriter file = store.create("data/a")) {
      file.write(bytes(64 << 10), 0, 64 << 10);
      assertThat(bucket.openUploads()).isZero();
      file.finish();
    }
    assertThat(store.sizeBytes("data/a")).contains(64L << 10);
  }

  @Test
  void tenThousandPartsHoldTheLargestFile() {
    for (long size : new long[] {1, 8L << 20, 80_000L << 20, (80_000L << 20) + 1, 5L << 40}) {
      long reached = (long) BucketStore.partBytesFor(size) * BucketStore.MOST_PARTS;
      assertThat(reached).isGreaterThanOrEqualTo(size);
    }
    assertThat(BucketStore.partBytesFor(1)).isEqualTo(8 << 20);
    assertThatThrownBy(() -> BucketStore.partBytesFor(Long.MAX_VALUE / 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
