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
    String version = listed.versionId();
    boolean lasts = version != null && !version.equals(NULL_VERSION);
    if (version != null && (lasts || !listed.latest())) {
      request.query("versionId", version);
    }
    if (!lasts && listed.etag() != null) {
      request.header("if-match", "\"" + listed.etag() + "\"");
    }
    return request;
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
