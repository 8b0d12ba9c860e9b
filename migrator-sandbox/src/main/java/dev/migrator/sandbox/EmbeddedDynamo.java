package dev.migrator.sandbox;

import dev.migrator.sandbox.dynamo.Interference;
import dev.migrator.sandbox.dynamo.Server;
import dev.migrator.sandbox.dynamo.Settings;
import java.net.URI;

/// A DynamoDB on loopback that lives as long as this object, with all that is in it. It refuses
/// what the real one refuses. Takes any credentials, but none are not enough. Application Auto
/// Scaling is at the same endpoint: it keeps targets and policies, and scales nothing.
public final class EmbeddedDynamo implements AutoCloseable {
  private final Server server;

  private EmbeddedDynamo(Server server) {
    this.server = server;
  }

  /// Behaves, and has neither exports nor point-in-time recovery.
  public static EmbeddedDynamo start() {
    return start(Settings.behaving());
  }

  public static EmbeddedDynamo start(Settings settings) {
    return new EmbeddedDynamo(Server.start(settings));
  }

  /// Settings of a host that exports tables to buckets of another.
  public static Settings exportingTo(EmbeddedS3 host) {
    return Settings.behaving()
        .withExportsTo(
            new Settings.S3(
                host.endpoint(), host.region(), host.accessKeyId(), host.secretAccessKey()));
  }

  /// Misbehaves by this from now on.
  public void follow(Interference interference) {
    server.follow(interference);
  }

  /// Requests seen so far.
  public long requests() {
    return server.requests();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  public String region() {
    return server.region();
  }

  public String accessKeyId() {
    return "sandbox";
  }

  public String secretAccessKey() {
    return "sandbox-secret";
  }

  @Override
  public void close() {
    server.close();
  }
}
