package dev.migrator.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a bundle's index: one object version, what the store said of it, and where its bytes
/// lie.
///
/// @param ordinal unique within the bundle; never given twice
/// @param content null for an entry without bytes, and where the bytes are a gap
/// @param drift what changed between listing and reading, in words; null where nothing did
/// @param gaps what of this entry is missing; one with a null attribute is about its bytes
public record Entry(
    long ordinal,
    Listed listed,
    Attributes attributes,
    @Nullable Content content,
    @Nullable String drift,
    List<Missing> gaps) {

  public Entry {
    gaps = List.copyOf(gaps);
  }

  public Key key() {
    return listed.key();
  }

  /// One thing about an entry that is not in the bundle.
  ///
  /// @param attribute `acl`, `tags`, …; null for the bytes
  public record Missing(@Nullable String attribute, Gap.Code code, String reason) {}
}
