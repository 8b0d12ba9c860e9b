package dev.migrator.model;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Of an object in an S3-compatible store: raw first, decoded second.
///
/// @param headers system headers verbatim, lower-case names: `content-type`, `cache-control`,
///   `content-disposition`, `content-encoding`, `content-language`, `expires` (as sent, even where
///   it is no date)
/// @param userMetadata in the host's order; may repeat a name
/// @param tags empty where there are none
/// @param acl null where not read: the bucket has one owner for all, or the host has no ACLs
/// @param checksums algorithm in the API's spelling (`CRC32C`) to base64 value, `-N` included where
///   the host sends it
/// @param checksumType `FULL_OBJECT` or `COMPOSITE`; null where the host does not say
/// @param parts the parts of a multipart upload, so that its ETag can be made again; empty for a
///   single upload
/// @param other further answers that no target can be given but that belong to the record:
///   `replication-status`, `expiration`, `restore`, `request-charged`, `missing-meta`,
///   `server-side-encryption-*`
public record ObjectAttributes(
    SortedMap<String, String> headers,
    List<UserMetadata> userMetadata,
    List<Tag> tags,
    @Nullable Acl acl,
    SortedMap<String, String> checksums,
    @Nullable String checksumType,
    List<Part> parts,
    @Nullable String storageClass,
    @Nullable Encryption encryption,
    @Nullable Lock lock,
    @Nullable String websiteRedirect,
    SortedMap<String, String> other)
    implements Attributes {

  /// One `x-amz-meta-` header.
  ///
  /// @param name without the prefix, as sent
  /// @param raw the value's bytes as they came over the wire
  /// @param text decoded: UTF-8, else RFC 2047, else Latin-1
  public record UserMetadata(String name, Key raw, String text) {}

  public record Tag(String key, String value) {}

  /// @param owner the owner's canonical id, null where the host does not tell
  /// @param grants in the host's order
  public record Acl(@Nullable String owner, List<Grant> grants) {}

  /// @param granteeType `CanonicalUser`, `Group` or `AmazonCustomerByEmail`
  /// @param grantee id, URI or address, by type
  public record Grant(String granteeType, String grantee, String permission) {}

  /// @param md5 of the part's bytes as 32 hexadecimal digits; null until the bytes were read
  public record Part(int number, long sizeBytes, @Nullable String md5) {}

  /// @param type `AES256`, `aws:kms`, `aws:kms:dsse`, or `customer` for SSE-C
  public record Encryption(String type, @Nullable String keyId, @Nullable String bucketKey) {}

  /// @param mode `GOVERNANCE` or `COMPLIANCE`, null without retention
  /// @param retainUntil ISO instant, null without retention
  /// @param legalHold `ON`, `OFF`, or null where the host does not say
  public record Lock(
      @Nullable String mode, @Nullable String retainUntil, @Nullable String legalHold) {}
}
