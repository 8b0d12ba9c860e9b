package dev.migrator.database.dynamodb;

import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.S3ProxyHost;
import dev.migrator.sandbox.dynamo.Settings;
import dev.migrator.store.BlobStore;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.S3Blobs;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A bucket that a host exports tables to.
final class ExportBucket implements AutoCloseable {
  private static final String NAME = "exports";

  private final S3ProxyHost host;

  private ExportBucket(S3ProxyHost host) {
    this.host = host;
  }

  static ExportBucket start() {
    S3ProxyHost host = S3ProxyHost.start();
    var identity = AwsBasicCredentials.create(host.accessKeyId(), host.secretAccessKey());
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(host.endpoint())
            .region(Region.of(host.region()))
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(identity))
            .build()) {
      client.createBucket(r -> r.bucket(NAME));
    }
    return new ExportBucket(host);
  }

  /// Of a host that exports to it.
  Settings settings() {
    return EmbeddedDynamo.exportingTo(host);
  }

  /// A folder in it that was never used.
  S3Address place() {
    return place(NAME);
  }

  S3Address place(String bucket) {
    return new S3Address(
        bucket,
        host.region(),
        host.endpoint(),
        true,
        Key.of("for tests/" + UUID.randomUUID()),
        false,
        new StaticCredentials(host.accessKeyId(), host.secretAccessKey(), null));
  }

  BlobStore open(S3Address place) {
    return S3Blobs.open(place);
  }

  /// An export is as of a whole second: what was written in the current one is not in it yet.
  static void awaitNextSecond() {
    long now = System.currentTimeMillis();
    try {
      Thread.sleep(1_000 - now % 1_000 + 20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
