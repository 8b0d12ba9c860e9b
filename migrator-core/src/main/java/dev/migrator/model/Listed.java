package dev.migrator.model;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One object version as a listing shows it.
///
/// Within one source entries are ordered by key; versions of one key stand in the order of the
/// host's listing, the newest first.
///
/// @param versionId null where the store keeps no versions
/// @param latest whether a read without a version id would find this one
/// @param sizeBytes 0 for all but objects
/// @param modified null where the listing does not tell
/// @param etag as the host spells it, without the quotes; null where the listing does not tell
/// @param storageClass as the host spells it; null where the listing does not tell
public record Listed(
    Key key,
    Kind kind,
    @Nullable String versionId,
    boolean latest,
    long sizeBytes,
    @Nullable Instant modified,
    @Nullable String etag,
    @Nullable String storageClass)
    implements Serializable {

  public enum Kind {
    OBJECT,
    DELETE_MARKER,
    FOLDER,
    LINK,
    /// A device, a socket, a pipe: it has no bytes that could be kept.
    SPECIAL
  }

  public Listed {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("sizeBytes is negative: " + sizeBytes);
    }
  }

  /// Whether there are bytes to read.
  public boolean hasBytes() {
    return kind == Kind.OBJECT;
  }

  /// Key and version as messages name them.
  public String label() {
    return versionId == null ? key.toString() : key + " (version " + versionId + ")";
  }
}
