package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The bucket that is read, and what was learned of its host meanwhile. Safe for many threads at
/// once.
final class S3Bucket {
  private final S3Calls calls;
  private final S3Address address;
  private final EtagTrust etagTrust;
  private volatile Acls acls = Acls.UNKNOWN;
  private volatile boolean isMinio;
  private final TagCounts countsOfCurrent;
  private final TagCounts countsOfVersions;

  /// Of objects that are about to be read again: as many as there are readers.
  private final Map<String, List<Part>> measured = new ConcurrentHashMap<>();

  /// Whether an object's ACL can tell more than the bucket does.
  enum Acls {
    UNKNOWN,
    PER_OBJECT,
    /// One owner for all, or a host that has no ACLs.
    SAME_FOR_ALL
  }

  S3Bucket(S3Calls calls, S3Address address) {
    this.calls = calls;
    this.address = address;
    etagTrust = new EtagTrust(S3Clients.isAws(address));
    countsOfCurrent = new TagCounts(isOfAws(address));
    countsOfVersions = new TagCounts(isOfAws(address));
  }

  S3Calls calls() {
    return calls;
  }

  EtagTrust etagTrust() {
    return etagTrust;
  }

  String label(Listed listed) {
    return "s3://" + address.bucket() + "/" + listed.label();
  }

  /// Of objects that are read like this one: with a version id it is another permission.
  TagCounts tagCounts(Listed listed) {
    return VersionTie.byVersion(listed) ? countsOfVersions : countsOfCurrent;
  }

  boolean hasNoTags() {
    return countsOfCurrent.hasNoNotion() || countsOfVersions.hasNoNotion();
  }

  private static boolean isOfAws(S3Address address) {
    return address.endpoint() == null
        || String.valueOf(address.endpoint().getHost()).matches(".*\\.amazonaws\\.com(\\.cn)?");
  }

  /// Keeps the part sizes that were found when an object's bytes did not fit the estimated ones.
  void keepMeasured(Listed listed, List<Part> parts) {
    measured.put(label(listed), parts);
  }

  Optional<List<Part>> takeMeasured(Listed listed) {
    return Optional.ofNullable(measured.remove(label(listed)));
  }

  Acls acls() {
    if (acls == Acls.UNKNOWN) {
      acls = askAcls();
    }
    return acls;
  }

  /// Known once [#acls()] is.
  boolean hidesKeysBelowKeys() {
    return isMinio;
  }

  void hasNoObjectAcls() {
    acls = Acls.SAME_FOR_ALL;
  }

  /// MinIO answers for every object alike that its owner may do all. Elsewhere it is the bucket
  /// that says whether ACLs count; where it does not say, they do.
  private Acls askAcls() {
    try (S3Answer answer =
        calls.call(
            S3Request.get(null).query("list-type", "2").query("max-keys", "1"),
            () -> "list " + address.label())) {
      if (answer.header("server").orElse("").startsWith("MinIO")) {
        isMinio = true;
        return Acls.SAME_FOR_ALL;
      }
    } catch (IOException e) {
      throw ClientFailures.of("list " + address.label(), e);
    }
    return isOwnerEnforced() ? Acls.SAME_FOR_ALL : Acls.PER_OBJECT;
  }

  private boolean isOwnerEnforced() {
    try {
      return calls
          .xml(
              S3Request.get(null).query("ownershipControls", ""),
              () -> "read the ownership controls of bucket " + address.bucket())
          .all("Rule")
          .stream()
          .anyMatch(rule -> rule.text("ObjectOwnership").equals("BucketOwnerEnforced"));
    } catch (StoreException e) {
      if (e.reason().isTransient() || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      return false;
    }
  }
}
