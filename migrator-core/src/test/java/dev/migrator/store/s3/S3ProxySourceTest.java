package dev.migrator.store.s3;

import dev.migrator.sandbox.S3ProxyHost;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/// Over a file system in memory.
final class S3ProxySourceTest extends S3SourceContract {
  private static final S3ProxyHost SERVER = S3ProxyHost.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Override
  Host host() {
    return new Host(SERVER.endpoint(), SERVER.accessKeyId(), SERVER.secretAccessKey());
  }

  /// It answers 501 to all that has to do with versions.
  @Override
  boolean hasVersions() {
    return false;
  }

  /// It answers 501 to `x-amz-tagging`.
  @Override
  boolean hasTags() {
    return false;
  }

  /// It takes no notice of `partNumber`.
  @Override
  boolean tellsParts() {
    return false;
  }

  /// It writes media types anew, without the space behind the semicolon.
  @Override
  List<String> lostHeaders() {
    return List.of("content-type");
  }

  /// A path's components. It lists in the order of UTF-16, so a listing with characters beyond
  /// U+FFFF is refused as one that goes backwards.
  @Override
  protected boolean holdsKey(String key) {
    List<String> components = Arrays.asList(key.split("/", -1));
    return components.stream().noneMatch(c -> List.of("", ".", "..").contains(c))
        && key.codePoints().allMatch(Character::isBmpCodePoint);
  }

  @Override
  protected boolean holdsTogether(String one, String other) {
    return !other.startsWith(one + "/") && !one.startsWith(other + "/");
  }

  /// S3Proxy takes header values for Latin-1, so that the signature does not match.
  @Override
  boolean holdsNonAsciiMetadata() {
    return false;
  }
}
