package dev.migrator.store.s3;

import dev.migrator.sandbox.S3MockHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets and calls
final class S3MockSourceTest extends S3SourceContract {
  @TempDir static Path folder;
  private static S3MockHost server;

  @BeforeAll
  static void start() {
    server = S3MockHost.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  Host host() {
    return new Host(server.endpoint(), server.accessKeyId(), server.secretAccessKey());
  }

  /// Its HTTP server refuses a backslash, and a slash that is not one between components. Its
  /// listings do not heed `encoding-type` where a character is one that XML 1.0 lacks, and have the
  /// order of UTF-16, so that one of what lies before and beyond U+FFFF is refused.
  @Override
  protected boolean holdsKey(String key) {
    return !key.contains("\\")
        && !key.startsWith("/")
        && !key.contains("//")
        && !key.contains("\u0001")
        && !key.contains("\uFFFE")
        && !key.contains("\uFFFD");
  }

  /// It keeps tags as the header spells them.
  @Override
  boolean decodesTags() {
    return false;
  }

  /// What was there before versioning is lost when it is overwritten.
  @Override
  boolean keepsNullVersions() {
    return false;
  }

  /// It takes no notice of `version-id-marker`: what a key has beyond a page is not listed.
  @Override
  boolean listsMoreVersionsThanAPage() {
    return false;
  }

  /// It does not tell the size of a part.
  @Override
  boolean tellsParts() {
    return false;
  }

  /// It gives no checksum back, whatever `x-amz-checksum-mode` asks.
  @Override
  boolean tellsChecksums() {
    return false;
  }

  /// It writes media types anew, without the space behind the semicolon.
  @Override
  List<String> lostHeaders() {
    return List.of("content-type");
  }

  /// It lists delete markers apart from versions, with version ids that have no order.
  @Override
  boolean ordersDeleteMarkers() {
    return false;
  }
}
