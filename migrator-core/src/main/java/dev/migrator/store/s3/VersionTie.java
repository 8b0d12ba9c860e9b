package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Listed;

/// Ties a call to the version that was listed.
final class VersionTie {
  /// The id of what was written while versioning was off. Writing again replaces it.
  private static final String NULL_VERSION = "null";

  private VersionTie() {}

  static S3Request tie(S3Request request, Listed listed) {
    if (!lasts(listed) && listed.etag() != null) {
      request.header("if-match", "\"" + listed.etag() + "\"");
    }
    return name(request, listed);
  }

  /// Names the version as well as an id can.
  static S3Request name(S3Request request, Listed listed) {
    return listed.versionId() != null && byVersion(listed)
        ? request.query("versionId", listed.versionId())
        : request;
  }

  static boolean byVersion(Listed listed) {
    return lasts(listed) || (listed.versionId() != null && !listed.latest());
  }

  private static boolean lasts(Listed listed) {
    return listed.versionId() != null && !listed.versionId().equals(NULL_VERSION);
  }

  /// Not every host heeds `If-Match`.
  ///
  /// @throws StoreException with reason `CHANGED`
  static void requireSame(ObjectHeaders headers, Listed listed, String label) {
    String etag = headers.etag();
    if (listed.etag() != null && !etag.isEmpty() && !etag.equals(listed.etag())) {
      throw new StoreException(
          Reason.CHANGED,
          label + " has ETag " + etag + " now, it was listed with " + listed.etag(),
          "It was overwritten meanwhile: read the new one.",
          null);
    }
  }
}
