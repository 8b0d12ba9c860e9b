package dev.migrator.store.s3;

import dev.migrator.model.Key;
import dev.migrator.store.BlobStore;
import dev.migrator.store.BlobStoreContract;
import dev.migrator.store.StoreAddress.S3Address;
import org.junit.jupiter.api.Nested;

final class S3BlobsTest {

  abstract static class OnHost extends BlobStoreContract {
    private final TestHost host;

    OnHost(TestHost host) {
      this.host = host;
    }

    @Override
    protected BlobStore openEmpty() {
      return S3Blobs.open(below("some/prefix", host.bucket("s3target-blobs")));
    }
  }

  static S3Address below(String prefix, S3Address a) {
    return new S3Address(
        a.bucket(),
        a.region(),
        a.endpoint(),
        a.pathStyle(),
        Key.of(prefix),
        a.allVersions(),
        a.credentials());
  }

  @Nested
  final class S3Mock extends OnHost {
    S3Mock() {
      super(TestHost.S3MOCK);
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

    /// It drops them by itself after a day.
    @Override
    protected boolean listsUploads() {
      return false;
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
