package dev.migrator.bundle.store;

import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.S3Blobs;
import dev.migrator.store.s3.TestHost;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

final class BucketStoreOnHostsTest {
  private static final int PART_BYTES = 5 << 20;

  abstract static class OnHost extends BundleStoreContract {
    private final S3Address bucket;

    OnHost(TestHost host) {
      bucket = host.bucket("s3target-bundle");
    }

    @Override
    protected BundleStore open() {
      return new BucketStore(S3Blobs.open(bucket), PART_BYTES, quickToSettle());
    }

    /// Where conditions are not enforced each of the racing runs waits this long.
    private static BucketLease.Settings quickToSettle() {
      return new BucketLease.Settings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          InstantSource.system());
    }

    @Override
    protected int raceRounds() {
      return 3;
    }

    @Override
    protected int largeBytes() {
      return 2 * PART_BYTES + 1;
    }
  }

  @Nested
  final class S3Mock extends OnHost {
    S3Mock() {
      super(TestHost.S3MOCK);
    }

    /// It looks whether the name is free and then writes: of runs at once more than one may win.
    @Override
    protected int raceRounds() {
      return 0;
    }
  }

  @Nested
  final class S3Proxy extends OnHost {
    S3Proxy() {
      super(TestHost.S3PROXY);
    }
  }

  @Nested
  final class MinIO extends OnHost {
    MinIO() {
      super(TestHost.MINIO);
    }
  }

  @Nested
  final class VersityGw extends OnHost {
    VersityGw() {
      super(TestHost.VERSITYGW);
    }
  }

  @Nested
  final class LocalStack extends OnHost {
    LocalStack() {
      super(TestHost.LOCALSTACK);
    }
  }
}
