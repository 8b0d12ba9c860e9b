package dev.migrator.restore;

import java.util.List;

/// What reading an entry back from its target has shown.
///
/// @param wrongBytes in which way the bytes, or a link's target, are not those of the entry; empty
///   if they are
/// @param wrongAttributes in which way the attributes are not; empty if they are
/// @param bytesRead read for this
record Proof(List<String> wrongBytes, List<String> wrongAttributes, long bytesRead) {

  boolean isEqual() {
    return wrongBytes.isEmpty() && wrongAttributes.isEmpty();
  }

  boolean hasEqualBytes() {
    return wrongBytes.isEmpty();
  }

  String words() {
    String all = String.join("; ", wrongBytes);
    String attributes = String.join("; ", wrongAttributes);
    return all.isEmpty() || attributes.isEmpty() ? all + attributes : all + "; " + attributes;
  }
}
