package dev.migrator.store.s3;

import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.ObjectTarget.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One canary object: written as any entry is, then read back.
///
/// @param checks what it tells of each feature
/// @param otherwise tells of fewer features, where the host does not take this one; null where
///   there is none
record Probe(Entry entry, Bytes bytes, Map<Feature, Check> checks, @Nullable Probe otherwise) {

  /// Whether what came back has the feature.
  interface Check {
    boolean holds(Listed there, ObjectAttributes read);
  }

  static Probe of(Feature feature, CanaryEntry canary, Check check) {
    return new Probe(canary.entry(), canary.bytes(), Map.of(feature, check), null);
  }
}
