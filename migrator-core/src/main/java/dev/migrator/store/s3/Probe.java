package dev.migrator.store.s3;

import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ObjectTarget.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One canary object: written as any entry is, then read back.
///
/// @param profile what it is written for
/// @param checks what it tells of each feature
/// @param otherwise tells of fewer features, where the host does not take this one; null where
///   there is none
record Probe(
    Entry entry,
    Bytes bytes,
    TargetProfile profile,
    Map<Feature, Check> checks,
    @Nullable Probe otherwise) {

  /// Whether what came back has the feature.
  interface Check {
    boolean holds(Listed there, ObjectAttributes read);
  }

  static Probe of(Feature feature, CanaryEntry canary, Check check) {
    return of(Map.of(feature, check), canary, TargetProfile.HOLDS_ALL);
  }

  static Probe of(Map<Feature, Check> checks, CanaryEntry canary, TargetProfile profile) {
    return new Probe(canary.entry(), canary.bytes(), profile, checks, null);
  }

  /// @param other tells of fewer features
  Probe otherwise(Probe other) {
    return new Probe(entry, bytes, profile, checks, other);
  }
}
