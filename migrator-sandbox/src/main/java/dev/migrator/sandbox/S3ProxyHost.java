package dev.migrator.sandbox;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.Credentials;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// S3Proxy over memory. Checks signatures. Starts at once.
public final class S3ProxyHost implements EmbeddedS3 {
  private static final Credentials CREDENTIALS = new Credentials("sandbox", "sandbox-secret");

  private final S3Proxy server;

  private S3ProxyHost(S3Proxy server) {
    this.server = server;
  }

  public static S3ProxyHost start() {
    TransientNio2BlobStore objects = new TransientNio2BlobStore();
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, CREDENTIALS.identity(), CREDENTIALS.credential())
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not start on loopback", e);
    }
    return new S3ProxyHost(server);
  }

  @Override
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  @Override
  public String accessKeyId() {
    return CREDENTIALS.identity();
  }

  @Override
  public String secretAccessKey() {
    return CREDENTIALS.credential();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy does not stop", e);
    }
  }
}
