package dev.migrator.store.s3;

import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.s3.S3SourceContract.Host;
import java.net.URI;

/// A host that others started, to stand behind a hostile one.
record RunningHost(Host host) implements EmbeddedS3 {

  static RunningHost of(S3Address bucket) {
    if (bucket.endpoint() == null
        || !(bucket.credentials() instanceof StaticCredentials credentials)) {
      throw new IllegalArgumentException("not a test host's: " + bucket.label());
    }
    return new RunningHost(
        new Host(bucket.endpoint(), credentials.accessKeyId(), credentials.secretAccessKey()));
  }

  static Host hostOf(EmbeddedS3 server) {
    return new Host(server.endpoint(), server.accessKeyId(), server.secretAccessKey());
  }

  @Override
  public URI endpoint() {
    return host.endpoint();
  }

  @Override
  public String accessKeyId() {
    return host.accessKeyId();
  }

  @Override
  public String secretAccessKey() {
    return host.secretAccessKey();
  }

  @Override
  public void close() {}
}
