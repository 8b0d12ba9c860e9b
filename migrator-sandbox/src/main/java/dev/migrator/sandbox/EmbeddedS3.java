package dev.migrator.sandbox;

import java.net.URI;

/// An S3 host on loopback that lives as long as this object.
public interface EmbeddedS3 extends AutoCloseable {

  /// To be used path-style.
  URI endpoint();

  default String region() {
    return "us-east-1";
  }

  String accessKeyId();

  String secretAccessKey();

  @Override
  void close();
}
