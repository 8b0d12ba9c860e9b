package dev.migrator.store.s3;

import java.util.Arrays;
import java.util.List;

/// Over a POSIX file system: a key is a path.
final class VersitySourceTest extends S3SourceContract {

  @Override
  Host host() {
    return TestHosts.named("versitygw");
  }

  /// A path's components; a key that ends in `/` is a folder, which has no bytes. Characters that
  /// XML 1.0 lacks are lost in its listings, as it does not heed `encoding-type`.
  @Override
  protected boolean holdsKey(String key) {
    List<String> components = Arrays.asList(key.split("/", -1));
    return components.stream().noneMatch(c -> List.of("", ".", "..").contains(c))
        && components.stream().allMatch(c -> c.length() <= 255)
        && !key.contains("\u0001")
        && !key.contains("\uFFFE");
  }

  @Override
  protected boolean holdsTogether(String one, String other) {
    return !other.startsWith(one + "/") && !one.startsWith(other + "/");
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
