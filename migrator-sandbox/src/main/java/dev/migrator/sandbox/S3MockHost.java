package dev.migrator.sandbox;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Adobe's S3Mock: versions, tags, ACLs, object lock, multipart. Takes any credentials. Starts in a
/// few seconds.
public final class S3MockHost implements EmbeddedS3 {
  private final S3MockApplication server;

  private S3MockHost(S3MockApplication server) {
    this.server = server;
  }

  /// @param folder where it keeps its objects; made if it is not there, emptied when closed
  public static S3MockHost start(Path folder) {
    Map<String, Object> properties = new HashMap<>(); // S3Mock takes entries out
    properties.put(S3MockApplication.PROP_HTTP_PORT, S3MockApplication.RANDOM_PORT);
    properties.put(S3MockApplication.PROP_HTTPS_PORT, S3MockApplication.RANDOM_PORT);
    properties.put(S3MockApplication.PROP_SILENT, true);
    properties.put("server.address", "127.0.0.1");
    properties.put("logging.level.root", "OFF");
    properties.put("com.adobe.testing.s3mock.store.root", folder.toAbsolutePath().toString());
    return new S3MockHost(S3MockApplication.start(properties));
  }

  @Override
  @SuppressWarnings("deprecation") // the only way to learn the port that was chosen
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getHttpPort());
  }

  @Override
  public String accessKeyId() {
    return "sandbox";
  }

  @Override
  public String secretAccessKey() {
    return "sandbox-secret";
  }

  @Override
  public void close() {
    server.stop();
  }
}
