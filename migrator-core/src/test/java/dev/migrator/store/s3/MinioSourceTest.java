package dev.migrator.store.s3;

import java.util.Arrays;
import java.util.List;

final class MinioSourceTest extends S3SourceContract {

  @Override
  Host host() {
    return TestHosts.named("minio");
  }

  /// "Object name contains unsupported characters": no empty component, `.`, `..` or backslash, no
  /// component above 255 bytes.
  @Override
  protected boolean holdsKey(String key) {
    List<String> components = Arrays.asList(key.replaceFirst("/$", "").split("/", -1));
    return components.stream().noneMatch(c -> List.of("", ".", "..").contains(c))
        && components.stream().allMatch(c -> c.length() <= 255)
        && !key.contains("\\");
  }

  /// It stores an object below another's key, and does not list it.
  @Override
  protected boolean holdsTogether(String one, String other) {
    return !other.startsWith(one + "/") && !one.startsWith(other + "/");
  }

  /// MinIO rewrites raw UTF-8 as RFC 2047, which reads back as such.
  @Override
  boolean holdsNonAsciiMetadata() {
    return false;
  }

  @Override
  boolean isKnownToCountTags() {
    return true;
  }

  @Override
  boolean hasNoObjectAcls() {
    return true;
  }
}
