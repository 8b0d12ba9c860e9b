package dev.migrator.snapshot;

import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import java.util.Objects;

/// How a listed entry differs from what the bundle knows of it.
enum Difference {
  NONE,
  /// The bytes are the same; what the store says of them may not be.
  ATTRIBUTES,
  ALL;

  static Difference between(Entry known, Listed listed) {
    Listed before = known.listed();
    if (before.kind() != listed.kind() || (listed.hasBytes() && !hasSameBytes(known, listed))) {
      return ALL;
    }
    return hasSameAttributes(before, listed) && known.gaps().stream().noneMatch(Difference::mayHeal)
        ? NONE
        : ATTRIBUTES;
  }

  private static boolean hasSameBytes(Entry known, Listed listed) {
    Listed before = known.listed();
    return known.content() != null
        && before.sizeBytes() == listed.sizeBytes()
        && Objects.equals(before.etag(), listed.etag())
        && Objects.equals(before.versionId(), listed.versionId())
        && (listed.etag() != null || Objects.equals(before.modified(), listed.modified()));
  }

  /// Attributes cannot be changed in place without a new time of modification, but for tags, ACL
  /// and lock, which no listing tells of.
  private static boolean hasSameAttributes(Listed before, Listed listed) {
    return Objects.equals(before.modified(), listed.modified())
        && Objects.equals(before.etag(), listed.etag())
        && Objects.equals(before.storageClass(), listed.storageClass());
  }

  /// Whether the gap may be closed by asking again.
  private static boolean mayHeal(Entry.Missing missing) {
    return missing.code() != Gap.Code.NOT_TOLD && missing.code() != Gap.Code.SPECIAL_FILE;
  }
}
