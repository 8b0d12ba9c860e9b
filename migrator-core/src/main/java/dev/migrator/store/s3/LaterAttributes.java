package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.model.AttributeName;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.store.ObjectTarget.Loss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is said of an object once it is there: its tags where the host does not take them with it,
/// its ACL, and last its lock. What the host refuses is a loss; the object stays.
final class LaterAttributes {
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private final S3Calls calls;
  private final String bucket;
  private volatile @Nullable String owner;

  LaterAttributes(S3Calls calls, String bucket) {
    this.calls = calls;
    this.bucket = bucket;
  }

  List<Loss> write(Entry entry, @Nullable String versionId, TargetProfile profile) {
    if (!(entry.attributes() instanceof ObjectAttributes object)) {
      return List.of();
    }
    List<Loss> losses = new ArrayList<>();
    List<Tag> tags = profile.heldTags(object);
    if (!tags.isEmpty() && !profile.holds(Feature.TAG_HEADER)) {
      attempt(AttributeName.TAGS, () -> put(entry.key(), versionId, "tagging", TaggingXml.of(tags)))
          .ifPresent(losses::add);
    }
    Acl acl = object.acl();
    if (acl != null && AclXml.isWorthWriting(acl) && profile.holds(Feature.ACL)) {
      losses.addAll(writeAcl(entry, versionId, acl));
    }
    if (object.lock() != null) {
      losses.addAll(writeLock(entry, versionId, object.lock(), profile));
    }
    return losses;
  }

  private List<Loss> writeAcl(Entry entry, @Nullable String versionId, Acl acl) {
    Optional<Loss> loss = putAcl(entry, versionId, acl);
    Acl ofGroups = AclXml.ofGroups(acl);
    if (loss.isPresent() && !ofGroups.equals(acl)) {
      putAcl(entry, versionId, ofGroups);
      return List.of(
          new Loss(AttributeName.ACL, "the host does not take grants to the source's accounts"));
    }
    return loss.stream().toList();
  }

  private Optional<Loss> putAcl(Entry entry, @Nullable String versionId, Acl acl) {
    return attempt(
        AttributeName.ACL, () -> put(entry.key(), versionId, "acl", AclXml.of(acl, owner())));
  }

  private String owner() {
    String known = owner;
    if (known == null) {
      known =
          calls
              .xml(S3Request.get(null).query("acl", ""), () -> "read the owner of bucket " + bucket)
              .child("Owner")
              .map(o -> o.text("ID"))
              .orElse("");
      owner = known;
    }
    return known;
  }

  private List<Loss> writeLock(
      Entry entry, @Nullable String versionId, Lock lock, TargetProfile profile) {
    List<Loss> losses = new ArrayList<>();
    if (lock.mode() != null
        && lock.retainUntil() != null
        && profile.holds(Feature.RETENTION)
        && !TargetProfile.hasEnded(lock, Instant.now())) {
      String xml =
          "<Retention%s><Mode>%s</Mode><RetainUntilDate>%s</RetainUntilDate></Retention>"
              .formatted(NAMESPACE, lock.mode(), lock.retainUntil());
      attempt(AttributeName.LOCK, () -> put(entry.key(), versionId, "retention", xml))
          .ifPresent(losses::add);
    }
    if ("ON".equals(lock.legalHold()) && profile.holds(Feature.LEGAL_HOLD)) {
      attempt(AttributeName.LOCK, () -> putLegalHold(entry.key(), versionId, "ON"))
          .ifPresent(losses::add);
    }
    return losses;
  }

  /// @param status `ON` or `OFF`
  void putLegalHold(Key key, @Nullable String versionId, String status) {
    String xml = "<LegalHold%s><Status>%s</Status></LegalHold>".formatted(NAMESPACE, status);
    put(key, versionId, "legal-hold", xml);
  }

  private void put(Key key, @Nullable String versionId, String what, String xml) {
    S3Request request = XmlRequest.put(key, what, xml);
    if (versionId != null) {
      request.query("versionId", versionId);
    }
    Supplier<String> tried = () -> "write the " + what + " of s3://" + bucket + "/" + key;
    XmlRequest.send(calls, request, tried);
  }

  private static Optional<Loss> attempt(String attribute, Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (StoreException e) {
      return switch (e.reason()) {
        case FORBIDDEN, UNSUPPORTED, REJECTED, NOT_FOUND ->
            Optional.of(new Loss(attribute, Refusals.words(e)));
        case NO_SUCH_STORE,
            CHANGED,
            ACCOUNT_GONE,
            ARCHIVED,
            CUSTOMER_KEY,
            EXISTS,
            THROTTLED,
            UNAVAILABLE,
            BAD_BYTES,
            CHANGING ->
            throw e;
      };
    }
  }
}
